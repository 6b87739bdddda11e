// Everything that the store's queries rely on. Each statement stands on lines of
// its own, ends with a semicolon and can be repeated. The names let a start see
// what is missing without running them all.

// One id space for all records, and what other nodes are found by.
CREATE CONSTRAINT entente_record_id IF NOT EXISTS
  FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_meta_id IF NOT EXISTS
  FOR (n:Meta) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_change_sequence IF NOT EXISTS
  FOR (n:Change) REQUIRE n.sequence IS UNIQUE;
CREATE CONSTRAINT entente_receipt_key IF NOT EXISTS
  FOR (n:Receipt) REQUIRE n.writerKey IS UNIQUE;
CREATE INDEX entente_receipt_recorded IF NOT EXISTS
  FOR (n:Receipt) ON (n.recordedAt);
CREATE INDEX entente_version_record IF NOT EXISTS
  FOR (n:Version) ON (n.recordId, n.version);
CREATE INDEX entente_namekey_text IF NOT EXISTS
  FOR (n:NameKey) ON (n.form, n.beginning);
CREATE INDEX entente_namekey_entity IF NOT EXISTS
  FOR (n:NameKey) ON (n.entityId);

// What hangs on one entity or record, in the order most asked for.
CREATE INDEX entente_relationship_from IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.fromId, n.startEarliest, n.id, n.endLatest);
CREATE INDEX entente_relationship_to IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.toId, n.startEarliest, n.id, n.endLatest);
CREATE INDEX entente_relationship_between IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.fromId, n.toId);
CREATE INDEX entente_claim_about IF NOT EXISTS
  FOR (n:Claim) ON (n.about, n.rank, n.id);

// What was superseded since a recorded time: of a class, of an entity's
// relationships, of a record's claims, and of the names that are searched.
CREATE INDEX entente_version_class IF NOT EXISTS
  FOR (n:Version) ON (n.class, n.recordedTo);
CREATE INDEX entente_version_from IF NOT EXISTS
  FOR (n:Version) ON (n.fromId, n.recordedTo);
CREATE INDEX entente_version_to IF NOT EXISTS
  FOR (n:Version) ON (n.toId, n.recordedTo);
CREATE INDEX entente_version_about IF NOT EXISTS
  FOR (n:Version) ON (n.about, n.recordedTo);
CREATE INDEX entente_pastnamekey_text IF NOT EXISTS
  FOR (n:PastNameKey) ON (n.form, n.beginning, n.recordedTo);

// Lists of a whole class: one index for each order. Relationships by id have none
// of their own: they are most of the records, and every index costs each write.
CREATE INDEX entente_entity_by_id IF NOT EXISTS
  FOR (n:Entity) ON (n.id);
CREATE INDEX entente_entity_by_start IF NOT EXISTS
  FOR (n:Entity) ON (n.startEarliest, n.id);
CREATE INDEX entente_entity_by_end IF NOT EXISTS
  FOR (n:Entity) ON (n.endLatest, n.id);
CREATE INDEX entente_entity_by_name IF NOT EXISTS
  FOR (n:Entity) ON (n.orderName, n.id);
CREATE INDEX entente_relationship_by_start IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.startEarliest, n.id);
CREATE INDEX entente_relationship_by_end IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.endLatest, n.id);
CREATE INDEX entente_relationship_by_name IF NOT EXISTS
  FOR (n:RelationshipRecord) ON (n.orderName, n.id);
CREATE INDEX entente_claim_by_id IF NOT EXISTS
  FOR (n:Claim) ON (n.id);
CREATE INDEX entente_claim_by_start IF NOT EXISTS
  FOR (n:Claim) ON (n.startEarliest, n.id);
CREATE INDEX entente_claim_by_end IF NOT EXISTS
  FOR (n:Claim) ON (n.endLatest, n.id);
CREATE INDEX entente_claim_by_name IF NOT EXISTS
  FOR (n:Claim) ON (n.orderName, n.id);
CREATE INDEX entente_claim_by_rank IF NOT EXISTS
  FOR (n:Claim) ON (n.rank, n.id);
CREATE INDEX entente_source_by_id IF NOT EXISTS
  FOR (n:Source) ON (n.id);
CREATE INDEX entente_source_by_start IF NOT EXISTS
  FOR (n:Source) ON (n.startEarliest, n.id);
CREATE INDEX entente_source_by_end IF NOT EXISTS
  FOR (n:Source) ON (n.endLatest, n.id);
CREATE INDEX entente_source_by_name IF NOT EXISTS
  FOR (n:Source) ON (n.orderName, n.id);
CREATE INDEX entente_term_by_id IF NOT EXISTS
  FOR (n:Term) ON (n.id);
CREATE INDEX entente_term_by_start IF NOT EXISTS
  FOR (n:Term) ON (n.startEarliest, n.id);
CREATE INDEX entente_term_by_end IF NOT EXISTS
  FOR (n:Term) ON (n.endLatest, n.id);
CREATE INDEX entente_term_by_name IF NOT EXISTS
  FOR (n:Term) ON (n.orderName, n.id);

// Counts of relationships: all that count_kinds.cypher demands is in the index, so that no
// node is read.
CREATE INDEX entente_relationship_by_kind IF NOT EXISTS
  FOR (n:RelationshipRecord)
  ON (n.kind, n.startEarliest, n.endLatest, n.startLatest, n.endEarliest, n.restricted);
