-- What joins an entity to some others is found by its far end, however many
-- relationships it has. Table edge has them in order of their start.

CREATE INDEX edge_by_other ON edge (entity, other);
