// The current record of each id.
MATCH (m:Meta {id: 'entente'})
UNWIND range(0, size($ids) - 1) AS i
OPTIONAL MATCH (n:Record {id: $ids[i]}) WHERE $restricted OR NOT n.restricted
RETURN i, n.class AS class, n.body AS body, n.version AS version, n.recordedFrom AS recordedFrom
