// Adds to the log and keeps its end.
MATCH (m:Meta {id: 'entente'})
SET m.sequence = $sequence, m.recordedAt = $recordedAt
WITH m
UNWIND $rows AS row
CREATE (c:Change)
SET c = row
