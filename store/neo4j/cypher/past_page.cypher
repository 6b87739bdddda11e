{{- /* The page of records n, in order, and what the ends of its relationships were at
$known: each entity once, since those of a page are often the same. */ -}}
{{if eq .Label "RelationshipRecord"}}
  WITH collect(n) AS found
  CALL (found) {
    UNWIND found AS r
    UNWIND [r.fromId, r.toId] AS id
    WITH DISTINCT id
{{template "past_record.cypher"}}
    RETURN collect([id, n.body, n.version, n.recordedFrom]) AS ends
  }
  RETURN [r IN found | [r.body, r.version, r.recordedFrom]] AS page, ends
{{else}}
  WITH collect([n.body, n.version, n.recordedFrom]) AS page
  RETURN page, [] AS ends
{{end}}
