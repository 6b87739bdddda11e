// Removes the native relationships of relationship records.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:Record {id: row.to})
MATCH (a)-[r]->(b) WHERE r.id = row.id
DELETE r
