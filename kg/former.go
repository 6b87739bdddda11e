package kg

import "context"

// Lookup returns the record of each id, as [Graph.Records] does. An id that was
// merged into another is answered with the entity that it became part of. It takes
// one call of the store more where a record is not there.
func (g *Graph) Lookup(ctx context.Context, v View, ids []ID) ([]Record, error) {
	records, err := g.Records(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	var missing []int
	var probes []NameProbe
	for i, record := range records {
		if record == nil {
			missing = append(missing, i)
			probes = append(probes, NameProbe{Form: NameFormerID, Text: string(ids[i]), Limit: 1})
		}
	}
	if len(probes) == 0 {
		return records, nil
	}
	hits, err := g.from(v).Search(ctx, v, probes)
	if err != nil {
		return nil, err
	}
	for i, found := range hits {
		if len(found) > 0 {
			records[missing[i]] = found[0].Entity
		}
	}
	return records, nil
}
