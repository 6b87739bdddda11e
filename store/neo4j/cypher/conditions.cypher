{{- /* What a query demands of record n beside its place in the order. What q
lacks is null and demands nothing. What the seek of the index demands already, and
what a class does not have, is left out, since each condition costs planning. */ -}}
      AND (q.afterId IS NULL OR n.{{.Key}} {{.Beyond}} q.after
        OR n.{{.Key}} = q.after AND n.id {{.Beyond}} q.afterId)
{{- if ne .Sought "startEarliest"}}
      AND (q.startEarliestMin IS NULL OR n.startEarliest >= q.startEarliestMin)
      AND (q.startEarliestMax IS NULL OR n.startEarliest <= q.startEarliestMax)
{{- end}}
{{- if ne .Sought "endLatest"}}
      AND (q.endLatestMin IS NULL OR n.endLatest >= q.endLatestMin)
      AND (q.endLatestMax IS NULL OR n.endLatest <= q.endLatestMax)
{{- end}}
      AND (q.startLatestMin IS NULL OR n.startLatest >= q.startLatestMin)
      AND (q.startLatestMax IS NULL OR n.startLatest <= q.startLatestMax)
      AND (q.endEarliestMin IS NULL OR n.endEarliest >= q.endEarliestMin)
      AND (q.endEarliestMax IS NULL OR n.endEarliest <= q.endEarliestMax)
      AND (q.kinds IS NULL OR n.kind IN q.kinds)
{{- if eq .Label "Entity"}}
      AND (q.classes IS NULL OR n.entityClass IN q.classes)
{{- else}}
      AND q.classes IS NULL
{{- end}}
{{- if eq .Label "Claim"}}
      AND (q.about IS NULL OR n.about = q.about)
{{- end}}
      AND ($restricted OR NOT n.restricted)
