CREATE UNIQUE INDEX actor_by_id ON actor (id);
CREATE INDEX tie_by_source ON tie (source, valid_from, valid_to, target, id);
CREATE INDEX tie_by_target ON tie (target, valid_from, valid_to, source, id);
ANALYZE;
