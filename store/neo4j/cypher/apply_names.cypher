// Makes the name keys of entities.
UNWIND $rows AS row
CREATE (k:NameKey)
SET k = row
