// A page of the relationships that had an entity at an end at $known: those that
// have not changed since, as in find_of, and the versions that have.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(fromId, startEarliest, id, endLatest)
    WHERE n.fromId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY n.fromId {{.Direction}}, key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(toId, startEarliest, id, endLatest)
    WHERE n.toId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY n.toId {{.Direction}}, key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(fromId, recordedTo)
    WHERE n.fromId = q.of AND n.recordedTo > $known AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(toId, recordedTo)
    WHERE n.toId = q.of AND n.recordedTo > $known AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  }
  WITH n, key, id ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
{{template "past_page.cypher" .}}
}
RETURN q.i AS i, page, ends
