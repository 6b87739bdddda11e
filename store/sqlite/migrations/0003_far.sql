-- What joins two entities, whichever of them it begins at, is found by both, however
-- many relationships they have. Table edge has those of one in order of their start.

CREATE INDEX record_by_ends ON record
  (min(from_number, to_number), max(from_number, to_number), start_earliest, id) WHERE class = 'RELATIONSHIP';
