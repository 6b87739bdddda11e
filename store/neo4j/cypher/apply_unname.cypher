// Removes the name keys of entities.
UNWIND $ids AS id
MATCH (k:NameKey {entityId: id})
DELETE k
