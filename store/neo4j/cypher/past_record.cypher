{{- /* The version n of the record of an id that was current at $known, or null. The
superseded ones are looked through from the newest on, so that the recent past is
near. */ -}}
  CALL (id) {
    OPTIONAL MATCH (c:Record {id: id}) WHERE c.recordedFrom <= $known
    CALL (id, c) {
      WITH id, c WHERE c IS NULL
      MATCH (v:Version)
      USING INDEX SEEK v:Version(recordId, version)
      WHERE v.recordId = id AND v.version IS NOT NULL AND v.recordedFrom <= $known
      WITH v ORDER BY v.recordId DESC, v.version DESC LIMIT 1
      WHERE v.recordedTo > $known
      RETURN collect(v) AS past
    }
    RETURN coalesce(c, head(past)) AS n
  }
