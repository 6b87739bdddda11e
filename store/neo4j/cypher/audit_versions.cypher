// Superseded versions after one of a record, with all that is kept of each and whether
// they are hidden for what their record is now, or was last.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (v:Version)
  USING INDEX SEEK v:Version(recordId, version)
  WHERE v.recordId >= $after AND v.version IS NOT NULL
    AND (v.recordId > $after OR v.version > $version)
  WITH v ORDER BY v.recordId, v.version LIMIT $limit
  OPTIONAL MATCH (n:Record {id: v.recordId})
  CALL (v, n) {
    WITH v, n WHERE n IS NULL
    MATCH (l:Version)
    USING INDEX SEEK l:Version(recordId, version)
    WHERE l.recordId = v.recordId AND l.version IS NOT NULL
    WITH l ORDER BY l.recordId DESC, l.version DESC LIMIT 1
    RETURN collect(l.restricted) AS gone
  }
  WITH v, coalesce(n.restricted, head(gone)) AS restricted
  ORDER BY v.recordId, v.version
  RETURN collect([v.recordId, v.version, properties(v), restricted]) AS page
}
RETURN page
