// Hides versions by what they were and by what their record is now, or was last.
UNWIND $ids AS id
OPTIONAL MATCH (n:Record {id: id})
CALL (id, n) {
  WITH id, n WHERE n IS NULL
  MATCH (v:Version)
  USING INDEX SEEK v:Version(recordId, version)
  WHERE v.recordId = id AND v.version IS NOT NULL
  WITH v ORDER BY v.recordId DESC, v.version DESC LIMIT 1
  RETURN collect(v.restricted) AS gone
}
WITH id, coalesce(n.restricted, head(gone)) AS restricted
MATCH (v:Version)
USING INDEX SEEK v:Version(recordId, version)
WHERE v.recordId = id AND v.version IS NOT NULL
SET v.hidden = v.restricted OR restricted
