// Makes the native relationships of relationship records.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:Record {id: row.to})
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
