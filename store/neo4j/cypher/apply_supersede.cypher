// Keeps what is about to change as a version, with all that the record's node has.
UNWIND $ids AS id
MATCH (n:Record {id: id})
CREATE (v:Version)
SET v = properties(n), v.recordId = n.id, v.recordedTo = $at, v.hidden = n.restricted
