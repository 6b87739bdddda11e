// A page of all records of a class, read from the index of the order.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:Record&{{.Label}})
  USING INDEX SEEK n:{{.IndexLabel}}({{.Index}})
  WHERE n.{{.Key}} >= q.low AND n.{{.Key}} <= q.high AND n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH n ORDER BY n.{{.Key}} {{.Direction}}, n.id {{.Direction}} LIMIT $limit
{{template "page.cypher" .}}
}
RETURN q.i AS i, page
