// Removes the name keys of entities.
UNWIND $ids AS id
MATCH (k:NameKey {entityId: id})
USING INDEX SEEK k:NameKey(entityId)
DELETE k
