package kg

import (
	"context"
	"maps"
	"slices"
)

// An entity that was merged into another leaves its id behind, as a former id of the
// other. Wherever a reader names an entity by id, a former id stands for the entity
// that it leads to, in the same view: before the merger it is an id like any other,
// and who may not see the other entity is led nowhere. An id that is in use leads to
// its own record, whatever it was before. Who writes has to name the record itself.
//
// Nobody asks for it in advance: what is read says whether all ids were there. Only
// those that were not are looked for, with one call of the store, and only what they
// lead to is read again.

// goesBy reports whether id is that of e, or of an entity that was merged into it.
func (e *Entity) goesBy(id ID) bool { return e.ID == id || slices.Contains(e.FormerIDs, id) }

// countOf returns how many of a set of ids e goes by.
func (e *Entity) countOf(ids map[ID]bool) int {
	n := 0
	if ids[e.ID] {
		n++
	}
	for _, id := range e.FormerIDs {
		if ids[id] {
			n++
		}
	}
	return n
}

// isAmong reports whether e goes by one of a set of ids.
func (e *Entity) isAmong(ids map[ID]bool) bool { return e.countOf(ids) > 0 }

// idOf returns the id of the end of f that goes by an id.
func (f Found) idOf(id ID) ID {
	switch {
	case f.From.ID == id || f.To.ID == id:
		return id
	case f.From.goesBy(id):
		return f.From.ID
	}
	return f.To.ID
}

// ledTo returns, by id, the entities that ids lead to that are not there, with one
// call of the store where any could lead anywhere.
func ledTo(ctx context.Context, s Store, v View, ids []ID) (map[ID]*Entity, error) {
	var probes []NameProbe
	for _, id := range ids {
		if id.Validate() == nil {
			probes = append(probes, NameProbe{Form: NameFormerID, Text: string(id), Limit: 1})
		}
	}
	if len(probes) == 0 {
		return nil, nil
	}
	hits, err := s.Search(ctx, v, probes)
	if err != nil {
		return nil, err
	}
	entities := make(map[ID]*Entity)
	for i, found := range hits {
		if len(found) > 0 {
			entities[ID(probes[i].Text)] = found[0].Entity
		}
	}
	return entities, nil
}

// currentIDs returns, by id, the ids of the entities that ids lead to which are not
// there, whoever tells of these entities.
func (g *Graph) currentIDs(ctx context.Context, v View, ids []ID) (map[ID]ID, error) {
	v.Perspective = nil
	entities, err := ledTo(ctx, g.from(v), v, ids)
	current := make(map[ID]ID, len(entities))
	for id, e := range entities {
		current[id] = e.ID
	}
	return current, err
}

// renamed returns ids with the current one in the place of each that is no more.
func renamed(ids []ID, current map[ID]ID) []ID {
	ids = slices.Clone(ids)
	for i, id := range ids {
		if now, ok := current[id]; ok {
			ids[i] = now
		}
	}
	return ids
}

// Lookup returns the record of each id, as [Graph.Records] does. A former id of an
// entity is answered with the entity. It takes one call of the store more where a
// record is not there.
func (g *Graph) Lookup(ctx context.Context, v View, ids []ID) ([]Record, error) {
	if err := checkLookup(ids); err != nil {
		return nil, err
	}
	return lookupIn(ctx, g.from(v), v, ids)
}

// lookupIn is Lookup in a store.
func lookupIn(ctx context.Context, s Store, v View, ids []ID) ([]Record, error) {
	records, err := s.Records(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	var missing []ID
	for i, record := range records {
		if record == nil {
			missing = append(missing, ids[i])
		}
	}
	entities, err := ledTo(ctx, s, v, missing)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if e := entities[id]; e != nil && records[i] == nil {
			records[i] = e
		}
	}
	return records, nil
}

// Named is [Graph.Referred] for ids that a reader gave: what a former id leads to is
// there under that id, for two calls of the store more.
func (g *Graph) Named(ctx context.Context, v View, ids []ID) (map[ID]Record, error) {
	records, err := g.Referred(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { return records[id] != nil })
	current, err := g.currentIDs(ctx, v, missing)
	if err != nil {
		return nil, err
	}
	led, err := g.Referred(ctx, v, slices.Sorted(maps.Values(current)))
	for id, now := range current {
		if record := led[now]; record != nil {
			records[id] = record
		}
	}
	return records, err
}
