// The ties of one of the shortest paths of up to four between two actors, all of them in
// force on a day. A condition on each tie is part of the search.
MATCH (a:PeerActor {id: $from}), (b:PeerActor {id: $to})
MATCH p = shortestPath((a)-[:PEER_TIE*..4]-(b))
WHERE all(t IN relationships(p)
  WHERE t.validFrom <= $day AND (t.validTo > $day OR t.validTo IS NULL))
RETURN [t IN relationships(p) | t.id], [n IN nodes(p) | n.id], [n IN nodes(p) | n.name]
