// How many claims about a record there were at $known, by property.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    MATCH (n:Claim)
    USING INDEX SEEK n:Claim(about, rank, id)
    WHERE n.about = q.about AND n.rank IS NOT NULL AND n.id IS NOT NULL
      AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
    RETURN n.kind AS kind
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(about, recordedTo)
    WHERE n.about = q.about AND n.recordedTo > $known AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
      AND ($restricted OR NOT n.hidden)
    RETURN n.kind AS kind
  }
  WITH kind, count(*) AS number
  RETURN collect(['', kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
