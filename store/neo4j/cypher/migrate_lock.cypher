// Takes the write lock for a step of a migration and reads how far it has come.
MATCH (m:Meta {id: 'entente'})
SET m.locked = $token
WITH m
RETURN m.schemaVersion AS schemaVersion
