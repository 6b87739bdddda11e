// An absent validTo is null, and so no property.
UNWIND $rows AS row
MATCH (source:PeerActor {id: row[1]}), (target:PeerActor {id: row[2]})
CREATE (source)-[:PEER_TIE {id: row[0], validFrom: row[3], validTo: row[4]}]->(target)
