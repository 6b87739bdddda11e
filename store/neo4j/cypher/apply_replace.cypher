// Puts records in the place of what had their ids. Labels say what a record is, so
// that a new class of an old id takes the old labels off.
UNWIND $rows AS row
MATCH (n:Record {id: row.id})
REMOVE n:Entity:Actor:Place:Event:RelationshipRecord:Claim:Source:Term
SET n = row.properties, n:$(row.labels)
