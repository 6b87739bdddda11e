// Takes the write lock, which orders all writes of all processes, and reads what
// the last write left. The lock is held until the transaction ends.
MATCH (m:Meta {id: 'entente'})
SET m.locked = $token
WITH m
RETURN m.sequence AS sequence, m.recordedAt AS recordedAt
