// How many records of a class refer to any of the ids given, by entity class and kind.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  UNWIND q.cites AS cited
  MATCH (:Record {id: cited})<-[:about|assertedBy|cites|mentions]-(n:{{.Label}})
  WITH DISTINCT q, n
  WHERE n.id IS NOT NULL
{{template "conditions.cypher" .}}
  WITH coalesce(n.entityClass, '') AS class, n.kind AS kind, count(*) AS number
  RETURN collect([class, kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
