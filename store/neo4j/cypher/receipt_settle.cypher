// The receipt kept under a writer's key, once no commit is under way: the lock waits
// for its end.
MATCH (m:Meta {id: 'entente'})
SET m.asked = $asked
WITH m
OPTIONAL MATCH (r:Receipt {writerKey: $writerKey})
RETURN r.receipt AS receipt
