// A page of the records of a class that cite one of some others, found from these.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  UNWIND q.cites AS cited
  MATCH (:Record {id: cited})<-[:about|assertedBy|cites|mentions]-(n:{{.Label}})
  WHERE n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH DISTINCT n ORDER BY n.{{.Key}} {{.Direction}}, n.id {{.Direction}} LIMIT $limit
{{template "page.cypher" .}}
}
RETURN q.i AS i, page
