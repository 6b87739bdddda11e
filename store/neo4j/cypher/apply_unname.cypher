// Makes past ones of the name keys that entities no longer have. Those that stay go
// on from when they began.
UNWIND $rows AS row
MATCH (k:NameKey {entityId: row.id})
USING INDEX SEEK k:NameKey(entityId)
WHERE NOT k {.*, recordedFrom: $at} IN row.keys
REMOVE k:NameKey
SET k:PastNameKey, k.recordedTo = $at
