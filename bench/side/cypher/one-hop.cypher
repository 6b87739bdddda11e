// An actor, and its ties in force on a day, either way, with whom they are: a row for
// each, and one of the actor alone if there is none.
MATCH (a:PeerActor {id: $id})
OPTIONAL MATCH (a)-[t:PEER_TIE]-(other)
  WHERE t.validFrom <= $day AND (t.validTo > $day OR t.validTo IS NULL)
RETURN a.id, a.name, startNode(t) = a, t.id, t.validFrom, t.validTo, other.id, other.name
