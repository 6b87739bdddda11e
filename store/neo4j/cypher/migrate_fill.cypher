// Gives versions what their records' nodes had.
UNWIND $rows AS row
MATCH (v:Version)
USING INDEX SEEK v:Version(recordId, version)
WHERE v.recordId = row.id AND v.version = row.version
SET v += row.properties
