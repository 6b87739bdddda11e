// The entities that had a name key of the form and text asked for at $known, each by
// the first of those keys, as search finds them now.
MATCH (m:Meta {id: 'entente'})
UNWIND $probes AS p
CALL (p) {
  CALL (p) {
    WITH p WHERE NOT p.prefix
    MATCH (k:NameKey)
    USING INDEX SEEK k:NameKey(form, beginning)
    WHERE k.form = p.form AND k.beginning = p.beginning AND k.text = p.text
      AND k.recordedFrom <= $known
    RETURN k
    UNION ALL
    WITH p WHERE p.prefix
    MATCH (k:NameKey)
    USING INDEX SEEK k:NameKey(form, beginning)
    WHERE k.form = p.form AND k.beginning STARTS WITH p.beginning AND k.text STARTS WITH p.text
      AND k.recordedFrom <= $known
    RETURN k
    UNION ALL
    WITH p WHERE NOT p.prefix
    MATCH (k:PastNameKey)
    USING INDEX SEEK k:PastNameKey(form, beginning, recordedTo)
    WHERE k.form = p.form AND k.beginning = p.beginning AND k.text = p.text
      AND k.recordedTo > $known AND k.recordedFrom <= $known
    RETURN k
    UNION ALL
    WITH p WHERE p.prefix
    MATCH (k:PastNameKey)
    USING INDEX SEEK k:PastNameKey(form, beginning, recordedTo)
    WHERE k.form = p.form AND k.beginning STARTS WITH p.beginning AND k.text STARTS WITH p.text
      AND k.recordedTo > $known AND k.recordedFrom <= $known
    RETURN k
  }
  WITH k
  WHERE (p.classes IS NULL OR k.entityClass IN p.classes) AND ($restricted OR NOT k.restricted)
  WITH k.entityId AS id, min([k.folded, k.text, k.name, k.kind]) AS key
  WITH id, key, key[0] AS folded
  WHERE p.afterId IS NULL OR folded > p.after OR folded = p.after AND id > p.afterId
  WITH id, key, folded ORDER BY folded, id
{{template "past_record.cypher"}}
  WITH id, key, folded, n WHERE $restricted OR NOT coalesce(n.hidden, n.restricted)
  WITH id, key, folded, n ORDER BY folded, id LIMIT $limit
  RETURN collect([id, n.body, n.version, n.recordedFrom] + key) AS page
}
RETURN p.i AS i, page
