// How many relationships there are, by type, read from the index that count_kinds reads. It
// is gone through from end to end, which costs a fraction of looking at as many nodes.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:{{.Label}})
  USING INDEX SEEK
    n:{{.Label}}(kind, startEarliest, endLatest, startLatest, endEarliest, restricted)
  WHERE n.kind >= '' AND n.startEarliest IS NOT NULL AND n.endLatest IS NOT NULL
    AND n.startLatest IS NOT NULL AND n.endEarliest IS NOT NULL AND n.restricted IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n.kind AS kind, count(*) AS number
  RETURN collect(['', kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
