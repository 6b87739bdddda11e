// Versions as schema 1 left them, without most of what their records' nodes had.
MATCH (v:Version)
USING INDEX SEEK v:Version(recordId, version)
WHERE v.recordId >= $after AND v.version IS NOT NULL AND v.id IS NULL
WITH v ORDER BY v.recordId, v.version LIMIT $limit
RETURN v.recordId AS id, v.class AS class, v.body AS body, v.version AS version,
  v.recordedFrom AS recordedFrom, v.recordedTo AS recordedTo, v.sequence AS sequence
