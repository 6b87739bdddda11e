// The versions that were current at a moment and have been superseded since.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (v:Version)
  USING INDEX SEEK v:Version(class, recordedTo)
  WHERE v.recordedTo > $at AND v.recordedFrom <= $at AND v.class = $class
    AND v.recordId > $after AND ($until IS NULL OR v.recordId <= $until)
  RETURN collect([v.recordId, v.body, v.version, v.recordedFrom, v.restricted]) AS page
}
RETURN page
