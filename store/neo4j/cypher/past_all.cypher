// The versions of a class that were current at a moment and have been superseded
// since, by id.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (v:Version)
  USING INDEX SEEK v:Version(recordId, version)
  WHERE v.recordId > $after AND v.recordId <= $until AND v.version IS NOT NULL
    AND v.class = $class AND v.recordedFrom <= $at AND v.recordedTo > $at
  WITH v ORDER BY v.recordId LIMIT $limit
  RETURN collect([v.recordId, v.body, v.version, v.recordedFrom, v.hidden]) AS page
}
RETURN page
