package sqlite

import (
	"context"
	"slices"

	"entente/kg"
)

// Relationships of an entity with some others are found in one of two ways. Where it has
// no more relationships than there are others, its edges are read, and those that lead
// elsewhere are passed over: that costs less than to look for each of the others. Of any
// other entity, and most of all of a hub, the others are looked for one by one, in the
// index of edges by their far end.

// A far is what some queries of one call ask for as the far end.
type far struct {
	ids []kg.ID
	// numbers are those of the ids that are there, ordered, and is the set of them.
	numbers []int64
	is      map[int64]bool
	// of are the queries.
	of []*selection
}

// most is how many edges of an entity are read to find those that lead to f.
func (f *far) most() int { return min(len(f.numbers), maxStep-1) }

// alike reports whether f is of these ids. What asks about many entities has one list.
func (f *far) alike(ids []kg.ID) bool {
	return len(f.ids) == len(ids) && (&f.ids[0] == &ids[0] || slices.Equal(f.ids, ids))
}

// findFar has the selections that ask for far ends know them, and in which way to look
// for them. It takes two statements for all that ask for the same.
func (r *reading) findFar(ctx context.Context, selections []*selection) error {
	var fars []*far
	for _, s := range selections {
		if len(s.query.Far) == 0 || s.query.Of == "" {
			continue
		}
		if n := len(fars); n == 0 || !fars[n-1].alike(s.query.Far) {
			fars = append(fars, &far{ids: s.query.Far})
		}
		s.far = fars[len(fars)-1]
		s.far.of = append(s.far.of, s)
	}
	for _, f := range fars {
		if err := r.numberFar(ctx, f); err != nil {
			return err
		}
		if err := r.chooseWay(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// numberFar looks the numbers up. Ends come along with what joins them, whoever may see
// them.
func (r *reading) numberFar(ctx context.Context, f *far) error {
	numbers, err := r.numbersOf(ctx, kg.View{Restricted: true}, f.ids)
	if err != nil {
		return err
	}
	f.is = make(map[int64]bool, len(numbers))
	for _, number := range numbers {
		f.is[number] = true
		f.numbers = append(f.numbers, number)
	}
	slices.Sort(f.numbers)
	return nil
}

// chooseWay has the far ends of entities with many edges be looked for.
func (r *reading) chooseWay(ctx context.Context, f *far) error {
	ids := make([]kg.ID, len(f.of))
	for i, s := range f.of {
		ids[i] = s.query.Of
	}
	q := new(statement)
	q.add("SELECT self.id FROM record AS self WHERE ")
	q.addIn("self.id", texts(ids))
	q.add(" AND (SELECT 1 FROM edge AS e WHERE e.entity = self.number LIMIT 1 OFFSET ?) IS NOT NULL",
		int64(f.most()))
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return err
	}
	many := make(map[kg.ID]bool)
	for selected.next() {
		many[kg.ID(selected.text(0))] = true
	}
	for _, s := range f.of {
		s.byFar = many[s.query.Of]
	}
	return selected.close()
}

// leads reports whether a candidate leads to where the query asks, as far as that is to
// be seen from its edge and was not asked for.
func (s *selection) leads(c candidate) bool {
	return s.far == nil || s.byFar || s.view.Known != 0 || s.far.is[c.other]
}

// addFar appends the condition on the far end of an edge.
func (s *selection) addFar(q *statement) {
	switch {
	case !s.byFar || s.past:
	case len(s.far.numbers) == 0:
		q.add(" AND 0")
	default:
		q.addIn(" AND e.other", numbers(s.far.numbers))
	}
}

// keepFar has the far end tested when a relationship is read, as of a recorded time: of
// superseded versions no table tells it.
func (s *selection) keepFar() {
	of, ends, keep := s.query.Of, s.query.Far, s.query.Keep
	if len(ends) == 0 || of == "" || s.view.Known == 0 {
		return
	}
	is := make(map[kg.ID]bool, len(ends))
	for _, id := range ends {
		is[id] = true
	}
	s.query.Keep = func(f kg.Found) bool {
		end := f.To.ID
		if end == of {
			end = f.From.ID
		}
		return is[end] && (keep == nil || keep(f))
	}
}
