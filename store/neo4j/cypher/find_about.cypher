// A page of the claims about a record, read from the index on it.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:Claim)
  USING INDEX SEEK n:Claim(about, rank, id)
  WHERE n.about = q.about AND n.rank >= q.rankLow AND n.rank <= q.rankHigh AND n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n
  ORDER BY n.about {{.Direction}}, n.{{.Key}} {{.Direction}}, n.id {{.Direction}} LIMIT $limit
{{template "page.cypher" .}}
}
RETURN q.i AS i, page
