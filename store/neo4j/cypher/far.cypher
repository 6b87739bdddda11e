{{- /* Each relationship n of an entity with one of those in far, its far end and
the direction in which it is seen: now or at $known. Of an entity with many ties the
index on both ends is asked for each of far; of another one all ties are looked at,
which are fewer. The latter is also how versions are found. */ -}}
  CALL (q, far, many) {
    WITH q, far, many WHERE NOT many
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(fromId, startEarliest, id, endLatest)
    WHERE n.fromId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL AND n.toId IN far
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
    RETURN n, n.toId AS end, 'OUT' AS direction
    UNION ALL
    WITH q, far, many WHERE NOT many
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(toId, startEarliest, id, endLatest)
    WHERE n.toId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL AND n.fromId IN far AND n.fromId <> q.of
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
    RETURN n, n.fromId AS end, 'IN' AS direction
    UNION ALL
    WITH q, far, many WHERE many
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(fromId, toId)
    WHERE n.fromId = q.of AND n.toId IN far
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
    RETURN n, n.toId AS end, 'OUT' AS direction
    UNION ALL
    WITH q, far, many WHERE many
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(fromId, toId)
    WHERE n.fromId IN far AND n.toId = q.of AND n.fromId <> q.of
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
    RETURN n, n.fromId AS end, 'IN' AS direction
{{- if .Past}}
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(fromId, recordedTo)
    WHERE n.fromId = q.of AND n.recordedTo > $known AND n.toId IN far
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
    RETURN n, n.toId AS end, 'OUT' AS direction
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(toId, recordedTo)
    WHERE n.toId = q.of AND n.recordedTo > $known AND n.fromId IN far AND n.fromId <> q.of
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
    RETURN n, n.fromId AS end, 'IN' AS direction
{{- end}}
  }
  WITH q, n, end, direction
  WHERE {{if .Past}}n.recordedFrom <= $known AND ($restricted OR NOT coalesce(n.hidden, false))
  {{- else}}true{{end}}
{{template "conditions.cypher" .}}
