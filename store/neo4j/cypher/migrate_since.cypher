// Says of the name keys of entities since when they are, as far as that is known.
MATCH (e:Entity)
USING INDEX SEEK e:Entity(id)
WHERE e.id > $after
WITH e ORDER BY e.id LIMIT $limit
CALL (e) {
  MATCH (k:NameKey)
  USING INDEX SEEK k:NameKey(entityId)
  WHERE k.entityId = e.id AND k.recordedFrom IS NULL
  SET k.recordedFrom = e.recordedFrom
}
RETURN count(*) AS entities, max(e.id) AS last
