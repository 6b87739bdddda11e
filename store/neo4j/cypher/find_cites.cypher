// A page of the records of a class that refer to any of the ids given, otherwise than
// by the ends of a relationship.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  UNWIND q.cites AS cited
  MATCH (:Record {id: cited})<-[:about|assertedBy|cites|mentions]-(n:{{.Label}})
  WITH DISTINCT q, n
  WHERE n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n ORDER BY n.{{.Key}} {{.Direction}}, n.id {{.Direction}} LIMIT $limit
{{template "page.cypher" .}}
}
RETURN q.i AS i, page
