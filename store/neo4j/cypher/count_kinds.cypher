// How many relationships of some types there are, by type. Whatever may be demanded of them
// is in the index, so that no node is read.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:{{.Label}})
  USING INDEX SEEK
    n:{{.Label}}(kind, startEarliest, endLatest, startLatest, endEarliest, restricted)
  WHERE n.kind IN q.kinds AND n.startEarliest >= q.low AND n.startEarliest <= q.high
    AND n.endLatest IS NOT NULL AND n.startLatest IS NOT NULL AND n.endEarliest IS NOT NULL
    AND n.restricted IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n.kind AS kind, count(*) AS number
  RETURN collect(['', kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
