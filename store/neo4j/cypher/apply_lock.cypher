// Takes the write lock, which orders all writes of all processes, and reads what
// the last write left, and what has been read of since. The lock is held until the
// transaction ends.
MATCH (m:Meta {id: 'entente'})
SET m.locked = $token
WITH m, coalesce(m.fixed, 0) AS fixed
RETURN m.sequence AS sequence,
  CASE WHEN fixed > m.recordedAt THEN fixed ELSE m.recordedAt END AS recordedAt
