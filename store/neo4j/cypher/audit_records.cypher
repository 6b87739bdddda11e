// Records after an id with all that is kept of each: labels, properties, references,
// native relationships and name keys. The first item is the id.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (n:Record)
  USING INDEX SEEK n:Record(id)
  WHERE n.id > $after
  WITH n ORDER BY n.id LIMIT $limit
  CALL (n) {
    MATCH (n)-[r:about|assertedBy|cites|mentions]->(t)
    RETURN collect([r.field, type(r), r.needs, t.id]) AS links
  }
  CALL (n) {
    MATCH (a:Record {id: n.fromId})
    MATCH (b:Record {id: n.toId})
    MATCH (a)-[r]->(b) WHERE r.id = n.id
    RETURN collect([type(r), properties(r)]) AS ties
  }
  CALL (n) {
    MATCH (k:NameKey {entityId: n.id})
    USING INDEX SEEK k:NameKey(entityId)
    RETURN collect(properties(k)) AS names
  }
  RETURN collect([n.id, labels(n), properties(n), links, ties, names]) AS page
}
RETURN page
