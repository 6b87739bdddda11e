UNWIND $rows AS row
CREATE (:PeerActor {id: row[0], name: row[1]})
