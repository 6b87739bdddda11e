// A page of the relationships that an entity has with some others, with the far ends.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
{{template "far_many.cypher"}}
CALL (q, far, many) {
{{template "far.cypher" .}}
  WITH n, end, n.{{.Key}} AS key, n.id AS id
  ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  MATCH (o:Record {id: end})
  WITH n, o, key, id ORDER BY key {{.Direction}}, id {{.Direction}}
  RETURN collect([n.body, n.version, n.recordedFrom, o.body, o.version, o.recordedFrom]) AS page
}
RETURN q.i AS i, page, near.body AS body, near.version AS version, near.recordedFrom AS recordedFrom
