// How many records of a class there are, by entity class and kind.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  MATCH (n:Record&{{.Label}})
  USING INDEX SEEK n:{{.IndexLabel}}({{.Index}})
  WHERE n.{{.Key}} >= q.low AND n.{{.Key}} <= q.high AND n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH coalesce(n.entityClass, '') AS class, n.kind AS kind, count(*) AS number
  RETURN collect([class, kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
