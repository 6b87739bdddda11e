// The log after a sequence number. The latest version of its record decides who
// may see an entry.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (c:Change)
  USING INDEX SEEK c:Change(sequence)
  WHERE c.sequence > $after
  OPTIONAL MATCH (n:Record {id: c.record})
  CALL (c, n) {
    WITH c, n WHERE n IS NULL AND NOT $restricted
    MATCH (v:Version)
    USING INDEX SEEK v:Version(recordId, version)
    WHERE v.recordId = c.record AND v.version IS NOT NULL
    WITH v ORDER BY v.version DESC LIMIT 1
    RETURN collect(v.restricted) AS gone
  }
  WITH c, n, gone
  WHERE $restricted OR NOT coalesce(n.restricted, head(gone), false)
  WITH c ORDER BY c.sequence LIMIT $limit
  RETURN collect([c.sequence, c.recordedAt, c.batch, c.writer, c.reason, c.record, c.class,
    c.version, c.action]) AS changes
}
RETURN changes
