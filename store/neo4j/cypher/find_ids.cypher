// A page of the records of a class that have one of the ids given.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  UNWIND q.among AS id
  MATCH (n:Record {id: id})
  WHERE n:{{.Label}}
{{template "conditions.cypher" .}}
      AND (q.of IS NULL
        OR n.fromId = q.of AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
        OR n.toId = q.of AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric))
      AND (q.far IS NULL
        OR CASE WHEN n.fromId = q.of THEN n.toId ELSE n.fromId END IN $far[q.far])
  WITH n ORDER BY n.{{.Key}} {{.Direction}}, n.id {{.Direction}} LIMIT $limit
{{template "page.cypher" .}}
}
RETURN q.i AS i, page
