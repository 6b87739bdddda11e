// Of name keys that versions had, the places of those that nothing is found by for the
// whole time for which the version was current.
MATCH (m:Meta {id: 'entente'})
UNWIND range(0, size($keys) - 1) AS i
WITH i, $keys[i] AS key
CALL (key) {
  CALL (key) {
    MATCH (k:PastNameKey)
    USING INDEX SEEK k:PastNameKey(form, beginning, recordedTo)
    WHERE k.form = key.form AND k.beginning = key.beginning AND k.recordedTo >= key.recordedTo
      AND k.entityId = key.entityId AND k.recordedFrom <= key.recordedFrom AND k.text = key.text
      AND k.folded = key.folded AND k.name = key.name AND k.kind = key.kind
      AND k.restricted = key.restricted AND k.entityClass = key.entityClass
    RETURN k
    UNION ALL
    MATCH (k:NameKey {entityId: key.entityId})
    USING INDEX SEEK k:NameKey(entityId)
    WHERE k.form = key.form AND k.recordedFrom <= key.recordedFrom AND k.text = key.text
      AND k.folded = key.folded AND k.name = key.name AND k.kind = key.kind
      AND k.restricted = key.restricted AND k.entityClass = key.entityClass
    RETURN k
  }
  RETURN count(k) AS there
}
RETURN i, there
