// A page of the claims that were about a record at $known: those that have not
// changed since, and the versions that have.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    MATCH (n:Claim)
    USING INDEX SEEK n:Claim(about, rank, id)
    WHERE n.about = q.about AND n.rank >= q.rankLow AND n.rank <= q.rankHigh AND n.id IS NOT NULL
      AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY n.about {{.Direction}}, key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(about, recordedTo)
    WHERE n.about = q.about AND n.recordedTo > $known AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
      AND ($restricted OR NOT n.hidden)
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  }
  WITH n, key, id ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
{{template "past_page.cypher" .}}
}
RETURN q.i AS i, page, ends
