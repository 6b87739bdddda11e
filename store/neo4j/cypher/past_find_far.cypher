// A page of the relationships that an entity had with some others at $known: those that
// have not changed since, as in find_far, and the versions that have.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
{{template "far_many.cypher"}}
CALL (q, far, many) {
{{template "far.cypher" .}}
  WITH n, n.{{.Key}} AS key, n.id AS id
  ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
{{template "past_page.cypher" .}}
}
RETURN q.i AS i, page, ends
