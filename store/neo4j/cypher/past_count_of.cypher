// How many relationships an entity had at $known, by type and direction.
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
    RETURN n.kind AS kind, CASE WHEN n.symmetric THEN 'EITHER' ELSE 'OUT' END AS direction
    UNION ALL
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(toId, startEarliest, id, endLatest)
    WHERE n.toId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
{{template "conditions.cypher" .}}
    RETURN n.kind AS kind, CASE WHEN n.symmetric THEN 'EITHER' ELSE 'IN' END AS direction
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(fromId, recordedTo)
    WHERE n.fromId = q.of AND n.recordedTo > $known AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN n.kind AS kind, CASE WHEN n.symmetric THEN 'EITHER' ELSE 'OUT' END AS direction
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(toId, recordedTo)
    WHERE n.toId = q.of AND n.recordedTo > $known AND n.recordedFrom <= $known
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
{{template "conditions.cypher" .Unsought}}
      AND ($restricted OR NOT n.hidden)
    RETURN n.kind AS kind, CASE WHEN n.symmetric THEN 'EITHER' ELSE 'IN' END AS direction
  }
  WITH kind, direction, count(*) AS number
  RETURN collect(['', kind, direction, number]) AS tallies
}
RETURN q.i AS i, tallies
