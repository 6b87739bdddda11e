// Says that all data is as this schema has it.
MATCH (m:Meta {id: 'entente'})
SET m.schemaVersion = $schemaVersion
