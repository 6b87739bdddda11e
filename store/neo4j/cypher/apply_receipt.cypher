// Keeps a batch's receipt, and drops some of those whose time is over.
CREATE (:Receipt {writerKey: $writerKey, receipt: $receipt, recordedAt: $recordedAt})
WITH 1 AS kept
MATCH (r:Receipt)
USING INDEX SEEK r:Receipt(recordedAt)
WHERE r.recordedAt < $expired
WITH r LIMIT 1000
DELETE r
