// How many relationships an entity has with some others, by type and direction.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
{{template "far_many.cypher"}}
CALL (q, far, many) {
{{template "far.cypher" .}}
  WITH n.kind AS kind, CASE WHEN n.symmetric THEN 'EITHER' ELSE direction END AS direction,
    count(*) AS number
  RETURN collect(['', kind, direction, number]) AS tallies
}
RETURN q.i AS i, tallies
