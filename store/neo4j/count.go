package neo4j

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/kg"
)

// countShapes says which file counts what another would list.
var countShapes = map[string]shape{
	findOf:    {file: countOf, order: kg.Order{Field: kg.OrderID}},
	findFar:   {file: countFar, order: kg.Order{Field: kg.OrderID}},
	findAbout: {file: countAbout, order: kg.Order{Field: kg.OrderID}},
	findCites: {file: countCites, order: kg.Order{Field: kg.OrderID}},
	findList:  {file: countList, order: kg.Order{Field: kg.OrderStart}},
}

// countShape returns the shape of the statement that counts what one of another shape
// lists, if there is one.
func countShape(listed shape) (form shape, native bool) {
	form, native = countShapes[listed.file]
	form.class, form.past = listed.class, listed.past
	if form.file == countList && form.class == kg.ClassRelationship && !form.past {
		form.file = countKinds
	}
	return form, native
}

// Count tallies what each query finds; see [kg.Store]. The database counts, but
// what Keep decides on or ids name has to be read.
func (s *Store) Count(
	ctx context.Context, v kg.View, queries []kg.Query,
) (tallies [][]kg.Tally, err error) {
	if err := s.fix(ctx, v.Known); err != nil {
		return nil, err
	}
	counts := make([]tally, len(queries))
	var listed []*question
	counted := map[shape][]*question{}
	for i, q := range queries {
		counts[i] = tally{}
		q.Order, q.After, q.Limit = kg.Order{}, nil, 0
		a := newQuestion(v, i, q)
		form, native := countShape(a.shape)
		switch {
		case a.done:
		case native && a.Keep == nil:
			a.shape = form
			counted[form] = append(counted[form], a)
		default:
			listed = append(listed, a)
		}
	}
	err = s.reading(ctx, func() error {
		for form, group := range counted {
			if err := s.countGroup(ctx, v, form, group, counts); err != nil {
				return err
			}
		}
		return s.answer(ctx, v, listed)
	})
	if err != nil {
		return nil, err
	}
	for _, a := range listed {
		counts[a.index].addAll(a)
	}
	for _, t := range counts {
		tallies = append(tallies, t.sorted())
	}
	return tallies, nil
}

// countGroup has the database count for the questions of one shape.
func (s *Store) countGroup(
	ctx context.Context, v kg.View, form shape, group []*question, counts []tally,
) error {
	params := make([]map[string]any, len(group))
	for i, a := range group {
		params[i] = a.params()
	}
	if form.file == countKinds {
		if err := s.addKinds(ctx, v, params); err != nil {
			return err
		}
	}
	rows, err := s.rows(ctx, v, shapes[form], viewed(v, map[string]any{
		"queries": params, "far": farOf(group, params),
	}))
	for _, row := range rows {
		var index int
		var groups []any
		if err := scan(row, &index, &groups); err != nil {
			return err
		}
		for _, values := range groups {
			var class, kind, direction string
			var number int
			if err := scanList(values, &class, &kind, &direction, &number); err != nil {
				return err
			}
			counts[index][kg.Tally{
				EntityClass: kg.EntityClass(class), Kind: kind, Direction: kg.Direction(direction),
			}] += number
		}
	}
	return err
}

// A tally is the counts by what they are of.
type tally map[kg.Tally]int

// addAll counts what a question found.
func (t tally) addAll(a *question) {
	for _, found := range a.page {
		keys := found.Record.Keys()
		group := kg.Tally{EntityClass: keys.EntityClass, Kind: keys.Kind}
		if r, ok := found.Record.(*kg.Relationship); ok && a.Of != "" {
			group.Direction = r.DirectionFrom(a.Of)
		}
		t[group]++
	}
}

// sorted lists the counts by entity class, kind and direction.
func (t tally) sorted() []kg.Tally {
	groups := slices.SortedFunc(maps.Keys(t), func(a, b kg.Tally) int {
		return cmp.Or(cmp.Compare(a.EntityClass, b.EntityClass),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Direction, b.Direction))
	})
	for i, group := range groups {
		groups[i].Count = t[group]
	}
	return groups
}
