// Makes the references of records. Each keeps the class that it needs.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:Record {id: row.to})
CREATE (a)-[:$(row.type) {field: row.field, needs: row.needs}]->(b)
