package kg

import (
	"context"
	"maps"
	"slices"
)

// hiddenIn returns which of the sources and entities that versions of public records
// name are hidden from who reads in v.
func (g *Graph) hiddenIn(ctx context.Context, v View, histories [][]Version) (map[ID]bool, error) {
	named := make(map[ID]bool)
	for _, versions := range histories {
		for _, version := range versions {
			name(named, version.Record)
		}
		nameFormer(named, versions)
	}
	return g.hiddenOf(ctx, v, named)
}

// hiddenOn returns which of the sources and entities that changed relationships name
// are hidden from who compares: what either view may not see is told of neither.
func (g *Graph) hiddenOn(ctx context.Context, q ComparisonQuery, s sides) (map[ID]bool, error) {
	v := q.After
	v.Restricted = v.Restricted && q.Before.Restricted
	named := make(map[ID]bool)
	for id, before := range s.before {
		if after := s.after[id]; after != nil && after.Version != before.Version {
			name(named, before)
			name(named, after)
		}
	}
	return g.hiddenOf(ctx, v, named)
}

// nameFormer adds what earlier versions of a record rested on and the latest does not; who may
// see that may see all that it rests on.
func nameFormer(named map[ID]bool, versions []Version) {
	if len(versions) == 0 {
		return
	}
	now := restsOn(versions[len(versions)-1].Record)
	for _, version := range versions {
		for _, id := range restsOn(version.Record) {
			if !slices.Contains(now, id) {
				named[id] = true
			}
		}
	}
}

// rests reports whether r rests on one of the hidden ones.
func rests(r Record, hidden map[ID]bool) bool { return underground(hidden).under(r) }

// name adds what r mentions.
func name(named map[ID]bool, r Record) {
	for _, id := range mentions(r) {
		named[id] = true
	}
}

// hiddenOf returns which of the named ones are hidden from who reads in v.
func (g *Graph) hiddenOf(ctx context.Context, v View, named map[ID]bool) (map[ID]bool, error) {
	return hiddenFrom(ctx, g.store, v, named)
}

// hiddenFrom is hiddenOf in a store.
func hiddenFrom(ctx context.Context, s Store, v View, named map[ID]bool) (map[ID]bool, error) {
	if v.Restricted {
		return nil, nil
	}
	if len(named) == 0 {
		return nil, nil
	}
	ids := slices.Sorted(maps.Keys(named))
	// Versions, because an old one may name what has been retracted since.
	found, err := s.Versions(ctx, v, ids)
	hidden := make(map[ID]bool)
	for i, versions := range found {
		hidden[ids[i]] = len(versions) == 0
	}
	return hidden, err
}

// without returns a record that names none of the hidden ones among its sources and
// properties. All else that names a hidden record is hidden itself.
func without(r Record, hidden map[ID]bool) Record {
	if len(hidden) == 0 {
		return r
	}
	after := clone(r)
	head := after.Head()
	head.Sources = slices.DeleteFunc(slices.Clone(head.Sources), func(id ID) bool { return hidden[id] })
	if properties := propertiesOf(after); properties != nil {
		*properties = maps.Clone(*properties)
		maps.DeleteFunc(*properties, func(_ string, v Value) bool { return hidden[v.Entity] })
	}
	return after
}

// mentions lists the records that r may name although they are hidden and r is not.
func mentions(r Record) []ID {
	ids := slices.Clone(r.Head().Sources)
	if properties := propertiesOf(r); properties != nil {
		for _, ref := range properties.references() {
			ids = append(ids, ref.ID)
		}
	}
	return ids
}

// propertiesOf returns the further values of a record of a class that has them.
func propertiesOf(r Record) *Properties {
	switch r := r.(type) {
	case *Entity:
		return &r.Properties
	case *Relationship:
		return &r.Properties
	default:
		return nil
	}
}
