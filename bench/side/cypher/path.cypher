// The ties of one of the shortest paths of up to four between two actors.
MATCH (a:PeerActor {id: $from}), (b:PeerActor {id: $to})
MATCH p = shortestPath((a)-[:PEER_TIE*..4]-(b))
RETURN [t IN relationships(p) | t.id], [n IN nodes(p) | n.id], [n IN nodes(p) | n.name]
