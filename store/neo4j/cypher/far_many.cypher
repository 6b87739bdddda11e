{{- /* The far ends of a query, and whether its entity has more ties than these are. */ -}}
OPTIONAL MATCH (near:Record {id: q.of})
WITH q, near, $far[q.far] AS far
WITH q, near, far, COUNT { (near)--() } > size(far) AS many
