// Makes the name keys that entities do not have yet.
UNWIND $rows AS row
CALL (row) {
  MATCH (k:NameKey {entityId: row.id})
  USING INDEX SEEK k:NameKey(entityId)
  RETURN collect(k {.*, recordedFrom: $at}) AS there
}
UNWIND row.keys AS key
WITH key, there WHERE NOT key IN there
CREATE (k:NameKey)
SET k = key
