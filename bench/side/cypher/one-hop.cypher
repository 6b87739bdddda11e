// An actor, and its ties in force on a day, either way, with whom they are. As a list they
// are one row, which the driver reads in less time than a row for each.
MATCH (a:PeerActor {id: $id})
RETURN a.id, a.name, [(a)-[t:PEER_TIE]-(other)
  WHERE t.validFrom <= $day AND (t.validTo > $day OR t.validTo IS NULL) |
  [startNode(t) = a, t.id, t.validFrom, t.validTo, other.id, other.name]]
