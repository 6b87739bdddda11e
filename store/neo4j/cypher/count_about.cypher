// How many claims about a record there are, by property.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:Claim)
  USING INDEX SEEK n:Claim(about, rank, id)
  WHERE n.about = q.about AND n.rank IS NOT NULL AND n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n.kind AS kind, count(*) AS number
  RETURN collect(['', kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
