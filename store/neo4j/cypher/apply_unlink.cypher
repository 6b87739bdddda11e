// Removes the references that records make.
UNWIND $ids AS id
MATCH (n:Record {id: id})-[r:about|assertedBy|cites|mentions]->()
DELETE r
