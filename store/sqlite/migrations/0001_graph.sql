-- The graph of one Entente server. Read it with any SQLite shell; write to it
-- through the server only, which keeps the tables below in step.
--
-- Instants are seconds since 1970-01-01T00:00:00Z. An infinite bound is the
-- smallest or largest 64-bit integer, never NULL, so comparisons need no special
-- case. Recorded times are microseconds since 1970. Text compares by code point.

-- Every current record. What a class lacks is '' or 0.
CREATE TABLE record (
  number         INTEGER PRIMARY KEY, -- short name of the record inside this file
  id             TEXT NOT NULL,
  class          TEXT NOT NULL,       -- ENTITY, RELATIONSHIP, CLAIM, SOURCE, TERM
  entity_class   TEXT NOT NULL,       -- ACTOR, PLACE, EVENT
  kind           TEXT NOT NULL,       -- entity kind, relationship type, claim property
  label          TEXT NOT NULL,       -- what lists by name are ordered by
  start_earliest INTEGER NOT NULL,
  start_latest   INTEGER NOT NULL,
  end_earliest   INTEGER NOT NULL,    -- ends are excluded: in force until just before
  end_latest     INTEGER NOT NULL,
  rank           INTEGER NOT NULL,    -- claims: what is shown first
  restricted     INTEGER NOT NULL,    -- 1: for editors only
  about          TEXT NOT NULL,       -- claims: id of the record they are about
  from_number    INTEGER NOT NULL,    -- relationships: the record at each end
  to_number      INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  recorded_from  INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,    -- the change that wrote this version
  body           TEXT NOT NULL        -- the whole record as JSON
) STRICT;

CREATE UNIQUE INDEX record_by_id ON record (id);

-- The orders of lists. The index by start carries what lists by time filter by, so
-- that passing over a record costs no look-up; lists by end are sorted from it.
CREATE INDEX record_by_class ON record (class, id);
CREATE INDEX record_by_start ON record
  (class, start_earliest, id, kind, end_latest, start_latest, end_earliest,
   entity_class, restricted);
CREATE INDEX record_by_kind ON record (kind, start_earliest, id, end_latest, restricted)
  WHERE class = 'RELATIONSHIP';
-- The label of a relationship or claim is its kind, which orders little.
CREATE INDEX record_by_name ON record (class, label, id)
  WHERE class = 'ENTITY' OR class = 'SOURCE' OR class = 'TERM';
CREATE INDEX record_by_about ON record (about, rank, id) WHERE about <> '';

-- Each relationship twice, once for the entity at either end: what ties an entity
-- to others as of a date is one range of this table, in order of the start.
CREATE TABLE edge (
  entity         INTEGER NOT NULL, -- number of the entity
  start_earliest INTEGER NOT NULL,
  relationship   TEXT NOT NULL,    -- id
  number         INTEGER NOT NULL, -- number of the relationship
  other          INTEGER NOT NULL, -- number of the entity at the far end
  direction      TEXT NOT NULL,    -- as seen from the entity: OUT, IN, EITHER
  kind           TEXT NOT NULL,    -- type of the relationship
  restricted     INTEGER NOT NULL,
  start_latest   INTEGER NOT NULL,
  end_earliest   INTEGER NOT NULL,
  end_latest     INTEGER NOT NULL,
  PRIMARY KEY (entity, start_earliest, relationship)
) STRICT, WITHOUT ROWID;

-- Which record refers to which, other than by the ends of relationships: sources,
-- claimants, what claims are about, properties that name entities.
CREATE TABLE reference (
  record INTEGER NOT NULL, -- number of the record that refers
  target TEXT NOT NULL,    -- id of the record that must be there
  PRIMARY KEY (record, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX reference_by_target ON reference (target);

-- What entities are found by: their names, folded.
CREATE TABLE name_key (
  form         TEXT NOT NULL,    -- FULL name, TOKEN of it, SKELETON of consonants
  text         TEXT NOT NULL,    -- what is compared with the question
  folded       TEXT NOT NULL,    -- the whole folded name; orders the answer
  id           TEXT NOT NULL,    -- of the entity
  name         TEXT NOT NULL,    -- as written
  kind         TEXT NOT NULL,    -- OFFICIAL, ALIAS, ...
  entity       INTEGER NOT NULL, -- number of the entity
  entity_class TEXT NOT NULL,
  restricted   INTEGER NOT NULL,
  PRIMARY KEY (form, text, folded, id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_key_by_entity ON name_key (entity);

-- Superseded and retracted versions. The current version is in record only, so
-- history costs nothing where the present is read.
CREATE TABLE version (
  record        TEXT NOT NULL,    -- id
  version       INTEGER NOT NULL,
  class         TEXT NOT NULL,
  restricted    INTEGER NOT NULL,
  recorded_from INTEGER NOT NULL,
  recorded_to   INTEGER NOT NULL, -- excluded
  sequence      INTEGER NOT NULL, -- the change that wrote this version
  body          TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX version_by_record ON version (record, version);

-- The log: one entry for each record written, append-only.
CREATE TABLE change (
  sequence    INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  batch       TEXT NOT NULL,
  writer      TEXT NOT NULL,
  reason      TEXT NOT NULL,
  record      TEXT NOT NULL,    -- id
  class       TEXT NOT NULL,
  version     INTEGER NOT NULL,
  action      TEXT NOT NULL     -- CREATED, UPDATED, RETRACTED
) STRICT;

-- Answers to batches that carried a key, so that repeating one is harmless.
CREATE TABLE receipt (
  writer      TEXT NOT NULL,
  key         TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  receipt     TEXT NOT NULL,    -- JSON, with what the batch asked for
  PRIMARY KEY (writer, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX receipt_by_time ON receipt (recorded_at);

-- The last write: its moment and the number of its last change.
CREATE TABLE meta (
  recorded_at INTEGER NOT NULL,
  sequence    INTEGER NOT NULL
) STRICT;

INSERT INTO meta VALUES (0, 0);

-- For people: relationships with the names of their ends.
CREATE VIEW relationship AS
SELECT r.id, a.label AS "from", r.kind AS type, b.label AS "to",
       json_extract(r.body, '$.validity.edtf') AS edtf, a.id AS from_id, b.id AS to_id, r.version
FROM record AS r
JOIN record AS a ON a.number = r.from_number
JOIN record AS b ON b.number = r.to_number
WHERE r.class = 'RELATIONSHIP';
