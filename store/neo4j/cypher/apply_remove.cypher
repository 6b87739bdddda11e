// Takes retracted records out of the graph.
UNWIND $ids AS id
MATCH (n:Record {id: id})
DELETE n
