// How many records a class had at $known, by entity class and kind.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    MATCH (n:Record&{{.Label}})
    USING INDEX SEEK n:{{.IndexLabel}}({{.Index}})
    WHERE n.{{.Key}} >= q.low AND n.{{.Key}} <= q.high AND n.id IS NOT NULL
      AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
    RETURN coalesce(n.entityClass, '') AS class, n.kind AS kind
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(class, recordedTo)
    WHERE n.class = '{{.Class}}' AND n.recordedTo > $known AND n.recordedFrom <= $known
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN coalesce(n.entityClass, '') AS class, n.kind AS kind
  }
  WITH class, kind, count(*) AS number
  RETURN collect([class, kind, '', number]) AS tallies
}
RETURN q.i AS i, tallies
