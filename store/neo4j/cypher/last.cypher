// The end of the log: its last sequence number and the moment of the last write.
MATCH (m:Meta {id: 'entente'})
RETURN m.sequence AS sequence, m.recordedAt AS recordedAt
