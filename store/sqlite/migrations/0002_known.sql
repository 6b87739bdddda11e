-- Reads as of a recorded time: superseded versions get the columns that current
-- records are found by, and tables beside them for edges and names. A row of these
-- three was current from recorded_from until just before recorded_to.

DROP INDEX version_by_record;
ALTER TABLE version RENAME TO bare_version; -- the server fills the new tables from it

-- Superseded and retracted versions. The current version is in record only, so
-- history costs nothing where the present is read.
CREATE TABLE version (
  number         INTEGER PRIMARY KEY, -- counts them in the order in which they ended
  record         TEXT NOT NULL,       -- id
  version        INTEGER NOT NULL,
  class          TEXT NOT NULL,
  entity_class   TEXT NOT NULL,
  kind           TEXT NOT NULL,
  label          TEXT NOT NULL,
  start_earliest INTEGER NOT NULL,
  start_latest   INTEGER NOT NULL,
  end_earliest   INTEGER NOT NULL,
  end_latest     INTEGER NOT NULL,
  rank           INTEGER NOT NULL,
  restricted     INTEGER NOT NULL,
  about          TEXT NOT NULL,
  recorded_from  INTEGER NOT NULL,
  recorded_to    INTEGER NOT NULL,    -- excluded
  sequence       INTEGER NOT NULL,    -- the change that wrote this version
  body           TEXT NOT NULL
) STRICT;

-- The version of a record at a moment is the first that ended after it.
CREATE UNIQUE INDEX version_by_record ON version (record, recorded_to, recorded_from);

-- Tells which versions have ended since a moment.
CREATE INDEX version_by_end ON version (recorded_to);

-- The orders of lists, as those of table record.
CREATE INDEX version_by_class ON version (class, record, recorded_from, recorded_to);
CREATE INDEX version_by_start ON version
  (class, start_earliest, record, recorded_from, recorded_to, kind, end_latest,
   start_latest, end_earliest, entity_class, restricted);
CREATE INDEX version_by_name ON version (class, label, record, recorded_from, recorded_to)
  WHERE class = 'ENTITY' OR class = 'SOURCE' OR class = 'TERM';
CREATE INDEX version_by_about ON version (about, rank, record, recorded_from, recorded_to)
  WHERE about <> '';

-- What table edge held for superseded versions of relationships, those of an entity
-- in the order in which they ended. Entities go by their ids here: a number may be
-- another's after a retraction.
CREATE TABLE past_edge (
  entity         TEXT NOT NULL,    -- id of the entity
  recorded_to    INTEGER NOT NULL,
  relationship   TEXT NOT NULL,    -- id
  recorded_from  INTEGER NOT NULL,
  number         INTEGER NOT NULL, -- number of the version
  direction      TEXT NOT NULL,
  kind           TEXT NOT NULL,
  restricted     INTEGER NOT NULL,
  start_earliest INTEGER NOT NULL,
  start_latest   INTEGER NOT NULL,
  end_earliest   INTEGER NOT NULL,
  end_latest     INTEGER NOT NULL,
  PRIMARY KEY (entity, recorded_to, relationship)
) STRICT, WITHOUT ROWID;

-- What table name_key held for superseded versions of entities.
CREATE TABLE past_name_key (
  form          TEXT NOT NULL,
  text          TEXT NOT NULL,
  folded        TEXT NOT NULL,
  id            TEXT NOT NULL,
  name          TEXT NOT NULL,
  recorded_from INTEGER NOT NULL,
  recorded_to   INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  number        INTEGER NOT NULL, -- number of the version
  entity_class  TEXT NOT NULL,
  restricted    INTEGER NOT NULL,
  PRIMARY KEY (form, text, folded, id, name, recorded_from)
) STRICT, WITHOUT ROWID;
