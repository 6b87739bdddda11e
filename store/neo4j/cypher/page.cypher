{{- /* The page of records n, in order; a relationship comes with its ends. */ -}}
{{if eq .Label "RelationshipRecord"}}
  MATCH (f:Record {id: n.fromId})
  MATCH (t:Record {id: n.toId})
  WITH n, f, t ORDER BY n.{{.Key}} {{.Direction}}, n.id {{.Direction}}
  RETURN collect([n.body, n.version, n.recordedFrom,
    f.body, f.version, f.recordedFrom, t.body, t.version, t.recordedFrom]) AS page
{{else}}
  RETURN collect([n.body, n.version, n.recordedFrom]) AS page
{{end}}
