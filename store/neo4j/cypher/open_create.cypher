// Makes the node that the whole graph hangs on, in an empty database.
MERGE (m:Meta {id: 'entente'})
ON CREATE SET m.schemaVersion = $schemaVersion, m.sequence = 0, m.recordedAt = 0
RETURN m.schemaVersion AS schemaVersion
