// The moment of the last write.
MATCH (m:Meta {id: 'entente'})
RETURN m.recordedAt AS recordedAt
