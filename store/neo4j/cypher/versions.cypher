// All versions of each id, oldest first, each with the log entry that made it.
// The latest one decides who may see them.
MATCH (m:Meta {id: 'entente'})
UNWIND range(0, size($ids) - 1) AS i
CALL (i) {
  CALL (i) {
    MATCH (n:Version)
    USING INDEX SEEK n:Version(recordId, version)
    WHERE n.recordId = $ids[i] AND n.version IS NOT NULL
    RETURN n, n.recordedTo AS recordedTo
    UNION ALL
    MATCH (n:Record {id: $ids[i]})
    RETURN n, $current AS recordedTo
  }
  OPTIONAL MATCH (c:Change {sequence: n.sequence})
  WITH n, recordedTo, c ORDER BY n.version
  RETURN collect(n.restricted) AS hidden, collect([n.class, n.body, n.version, n.recordedFrom,
    recordedTo, c.sequence, c.recordedAt, c.batch, c.writer, c.reason, c.action]) AS versions
}
RETURN i, CASE WHEN $restricted OR NOT coalesce(last(hidden), false)
  THEN versions ELSE [] END AS versions
