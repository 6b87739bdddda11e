// Makes the name keys of versions, which schema 1 dropped.
UNWIND $rows AS row
CREATE (k:PastNameKey)
SET k = row
