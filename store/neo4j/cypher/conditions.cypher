{{- /* What a query demands of record n beside its place in the order. What q
lacks is null and demands nothing. */ -}}
      AND (q.afterId IS NULL OR n.{{.Key}} {{.Beyond}} q.after
        OR n.{{.Key}} = q.after AND n.id {{.Beyond}} q.afterId)
      AND (q.startEarliestMin IS NULL OR n.startEarliest >= q.startEarliestMin)
      AND (q.startEarliestMax IS NULL OR n.startEarliest <= q.startEarliestMax)
      AND (q.startLatestMin IS NULL OR n.startLatest >= q.startLatestMin)
      AND (q.startLatestMax IS NULL OR n.startLatest <= q.startLatestMax)
      AND (q.endEarliestMin IS NULL OR n.endEarliest >= q.endEarliestMin)
      AND (q.endEarliestMax IS NULL OR n.endEarliest <= q.endEarliestMax)
      AND (q.endLatestMin IS NULL OR n.endLatest >= q.endLatestMin)
      AND (q.endLatestMax IS NULL OR n.endLatest <= q.endLatestMax)
      AND (q.kinds IS NULL OR n.kind IN q.kinds)
      AND (q.classes IS NULL OR n.entityClass IN q.classes)
      AND (q.about IS NULL OR n.about = q.about)
      AND ($restricted OR NOT n.restricted)
