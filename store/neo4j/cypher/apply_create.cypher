// Makes the nodes of records whose ids are new.
UNWIND $rows AS row
CREATE (n:Record:$(row.labels))
SET n = row.properties
