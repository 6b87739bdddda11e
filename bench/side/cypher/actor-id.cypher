// Finds an actor by its id.
CREATE CONSTRAINT peer_actor_id IF NOT EXISTS FOR (a:PeerActor) REQUIRE a.id IS UNIQUE
