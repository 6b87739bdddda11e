// A page of the records of a class that refer to any of the ids given and have not
// changed since $known, and of all versions that have: what those refer to, their
// bodies say.
MATCH (m:Meta {id: 'entente'})
UNWIND $queries AS q
CALL (q) {
  CALL (q) {
    UNWIND q.cites AS cited
    MATCH (:Record {id: cited})<-[:about|assertedBy|cites|mentions]-(n:{{.Label}})
    WITH DISTINCT q, n
    WHERE n.recordedFrom <= $known
{{template "conditions.cypher" .}}
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
    UNION ALL
    MATCH (n:Version)
    USING INDEX SEEK n:Version(class, recordedTo)
    WHERE n.class = '{{.Class}}' AND n.recordedTo > $known AND n.recordedFrom <= $known
{{template "conditions.cypher" .}}
      AND ($restricted OR NOT n.hidden)
    RETURN n, n.{{.Key}} AS key, n.id AS id
    ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
  }
  WITH n, key, id ORDER BY key {{.Direction}}, id {{.Direction}} LIMIT $limit
{{template "past_page.cypher" .}}
}
RETURN q.i AS i, page, ends
