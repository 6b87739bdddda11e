// What belongs to no record: native relationships without theirs, and name keys of
// entities that are not there or, for past ones, never were.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (:Entity)-[r]->(:Entity)
  WHERE NOT type(r) IN ['about', 'assertedBy', 'cites', 'mentions'] AND NOT EXISTS {
    MATCH (n:RelationshipRecord {id: r.id})
    WHERE n.fromId = startNode(r).id AND n.toId = endNode(r).id
  }
  RETURN collect(coalesce(r.id, ''))[..100] AS ties
}
CALL () {
  MATCH (k:NameKey)
  WHERE NOT EXISTS { MATCH (:Entity {id: k.entityId}) }
  RETURN collect(DISTINCT coalesce(k.entityId, ''))[..100] AS names
}
CALL () {
  MATCH (k:PastNameKey)
  WHERE NOT EXISTS { MATCH (:Entity {id: k.entityId}) }
    AND NOT EXISTS { MATCH (v:Version {recordId: k.entityId}) WHERE v.version IS NOT NULL }
  RETURN collect(DISTINCT coalesce(k.entityId, ''))[..100] AS past
}
RETURN ties, names, past
