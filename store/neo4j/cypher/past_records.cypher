// The record of each id as it was at $known.
MATCH (m:Meta {id: 'entente'})
UNWIND range(0, size($ids) - 1) AS i
WITH i, $ids[i] AS id
{{template "past_record.cypher"}}
WITH i, CASE WHEN $restricted OR NOT coalesce(n.hidden, n.restricted) THEN n END AS n
RETURN i, n.class AS class, n.body AS body, n.version AS version, n.recordedFrom AS recordedFrom
