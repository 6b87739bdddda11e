// Waits, by the write lock, for what is being written, and has all that follows be
// recorded later than a moment.
MATCH (m:Meta {id: 'entente'})
SET m.locked = $token
SET m.fixed = CASE WHEN coalesce(m.fixed, 0) < $known THEN $known ELSE m.fixed END
RETURN m.fixed AS fixed
