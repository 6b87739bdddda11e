// A page of all records that a class had at $known: those that have not changed
// since, in the order of the index, and the versions that have.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    MATCH (n:Record&{{.Label}})
    USING INDEX SEEK n:{{.IndexLabel}}({{.Index}})
    WHERE n.{{.Key}} >= q.low AND n.{{.Key}} <= q.high AND n.id IS NOT NULL
      AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(class, recordedTo)
    WHERE n.class = '{{.Class}}' AND n.recordedTo > $known AND n.recordedFrom <= $known
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  }
  WITH n, key, id ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
{{template "past_page.cypher" .}}
}
RETURN q.i AS i, page, ends
