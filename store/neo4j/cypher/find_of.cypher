// A page of the relationships that have an entity at an end, with the far ends.
// The index on each end holds them by start, and the latest end beside it, so
// that a page costs what it holds and not what the entity has: at a hub of 10,653
// relationships some 400 db hits, where expanding from the node costs 32,000. All
// seeks are told, since Neo4j counts what indexes have now and then only, and takes
// what was just filled for empty.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
OPTIONAL MATCH (near:Record {id: q.of}) USING INDEX SEEK near:Record(id) WHERE near:Entity
CALL (q) {
  CALL (q) {
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(fromId, startEarliest, id, endLatest)
    WHERE n.fromId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL
      AND (q.direction IS NULL OR q.direction <> 'IN' OR n.symmetric)
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id, n.toId AS far
    ORDER BY n.fromId {{.Direction}}, key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:RelationshipRecord)
    USING INDEX SEEK n:RelationshipRecord(toId, startEarliest, id, endLatest)
    WHERE n.toId = q.of AND n.startEarliest >= q.startLow AND n.startEarliest <= q.startHigh
      AND n.id IS NOT NULL AND n.endLatest IS NOT NULL
      AND (q.direction IS NULL OR q.direction <> 'OUT' OR n.symmetric)
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id, n.fromId AS far
    ORDER BY n.toId {{.Direction}}, key {{.Direction}}, id {{.Direction}} LIMIT $limit
  }
  WITH n, key, id, far ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  MATCH (o:Record {id: far}) USING INDEX SEEK o:Record(id)
  WITH n, o, key, id ORDER BY key {{.Direction}}, id {{.Direction}}
  RETURN collect([n.body, n.version, n.recordedFrom, o.body, o.version, o.recordedFrom]) AS page
}
RETURN q.i AS i, page, near.body AS body, near.version AS version, near.recordedFrom AS recordedFrom
