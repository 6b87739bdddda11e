// Whether a transaction whose commit had no answer was committed. It left its
// token in the log, or, if it only took the lock, there. Setting the lock waits
// until that transaction has ended, one way or the other.
MATCH (m:Meta {id: 'entente'})
SET m.asked = $asked
WITH m
OPTIONAL MATCH (c:Change {sequence: $sequence})
RETURN coalesce(c.token = $token, false) OR m.locked = $token AS applied
