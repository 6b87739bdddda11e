// Whose database this is: Entente's, an empty one, or someone else's. Tests mark
// the databases that they may empty with a node of their own.
OPTIONAL MATCH (m:Meta {id: 'entente'})
RETURN m.schemaVersion AS schemaVersion,
  m IS NULL AND EXISTS { MATCH (n) WHERE NOT n:EntenteTest } AS foreign
