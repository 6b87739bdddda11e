// Makes the native relationships of relationship records.
UNWIND $rows AS row
MATCH (a:Record {id: row.from})
MATCH (b:Record {id: row.to})
CREATE (a)-[:$(row.type) {id: row.id, startEarliest: row.startEarliest,
  startLatest: row.startLatest, endEarliest: row.endEarliest, endLatest: row.endLatest,
  edtf: row.edtf, sign: row.sign, symmetric: row.symmetric, restricted: row.restricted}]->(b)
