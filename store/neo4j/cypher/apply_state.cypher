// What the records that a batch writes or refers to are now. A retracted one
// goes on from its last version.
UNWIND $ids AS id
OPTIONAL MATCH (n:Record {id: id})
CALL (id, n) {
  WITH id, n WHERE n IS NULL
  MATCH (v:Version)
  USING INDEX SEEK v:Version(recordId, version)
  WHERE v.recordId = id AND v.version IS NOT NULL
  RETURN max(v.version) AS last
}
RETURN id, n.class AS class, n.version AS version, n.restricted AS restricted,
  n.fromId AS from, n.toId AS to, last
