// The entities that have a name key of the form and text asked for, each by the
// first of its keys. The index holds the beginning of a text only, since a key
// of an index has a largest size.
MATCH (m:Meta {id: 'entente'})
UNWIND $probes AS p
CALL (p) {
  CALL (p) {
    WITH p WHERE NOT p.prefix
    MATCH (k:NameKey)
    USING INDEX SEEK k:NameKey(form, beginning)
    WHERE k.form = p.form AND k.beginning = p.beginning AND k.text = p.text
    RETURN k
    UNION ALL
    WITH p WHERE p.prefix
    MATCH (k:NameKey)
    USING INDEX SEEK k:NameKey(form, beginning)
    WHERE k.form = p.form AND k.beginning STARTS WITH p.beginning AND k.text STARTS WITH p.text
    RETURN k
  }
  WITH k
  WHERE (p.classes IS NULL OR k.entityClass IN p.classes) AND ($restricted OR NOT k.restricted)
  WITH k.entityId AS id, min([k.folded, k.text, k.name, k.kind]) AS key
  WITH id, key, key[0] AS folded
  WHERE p.afterId IS NULL OR folded > p.after OR folded = p.after AND id > p.afterId
  WITH id, key, folded ORDER BY folded, id LIMIT $limit
  MATCH (e:Record {id: id})
  WITH e, key, folded, id ORDER BY folded, id
  RETURN collect([id, e.body, e.version, e.recordedFrom] + key) AS page
}
RETURN p.i AS i, page
