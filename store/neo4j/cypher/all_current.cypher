// Records of a class by id. Those newer than the moment asked about come without
// a body: what they were then is found among the versions.
MATCH (m:Meta {id: 'entente'})
CALL () {
  MATCH (n:Record&{{.Label}})
  USING INDEX SEEK n:{{.IndexLabel}}(id)
  WHERE n.id > $after
  WITH n ORDER BY n.id LIMIT $limit
  RETURN collect([n.id, CASE WHEN n.recordedFrom <= $at THEN n.body END, n.version,
    n.recordedFrom, n.restricted]) AS page
}
RETURN page
