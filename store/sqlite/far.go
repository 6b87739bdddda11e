package sqlite

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"entente/kg"
)

// Relationships of an entity with some others are found in one of two ways. Where it has
// no more relationships than there are others, its edges are read, and those that lead
// elsewhere are passed over: that costs less than to look for each of the others. Of any
// other entity, and most of all of a hub, the others are looked for one by one, in the
// index of relationships by both of their ends.

// A far is what some queries of one call ask for as the far end.
type far struct {
	ids []kg.ID
	// numbers are those of the ids that are there, as JSON, and is the set of them.
	numbers string
	is      map[int64]bool
	// of are the queries.
	of []*selection
}

// most is how many edges of an entity are read to find those that lead to f.
func (f *far) most() int { return min(len(f.is), maxStep-1) }

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
	}
	text, err := json.Marshal(slices.Sorted(maps.Values(numbers)))
	f.numbers = string(text)
	return err
}

// chooseWay has the far ends of entities with many edges be looked for.
func (r *reading) chooseWay(ctx context.Context, f *far) error {
	ids := make([]kg.ID, len(f.of))
	for i, s := range f.of {
		ids[i] = s.query.Of
	}
	q := new(statement)
	q.add("SELECT self.id, self.number FROM record AS self WHERE ")
	q.addIn("self.id", texts(ids))
	q.add(" AND (SELECT 1 FROM edge AS e WHERE e.entity = self.number LIMIT 1 OFFSET ?) IS NOT NULL",
		int64(f.most()))
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return err
	}
	many := make(map[kg.ID]int64)
	for selected.next() {
		many[kg.ID(selected.text(0))] = selected.int(1)
	}
	for _, s := range f.of {
		s.near = many[s.query.Of]
	}
	return selected.close()
}

// leads reports whether a candidate leads to where the query asks, as far as that is to
// be seen from its edge and was not asked for.
func (s *selection) leads(c candidate) bool {
	return s.far == nil || s.near != 0 || s.view.Known != 0 || s.far.is[c.other]
}

// addBetween appends FROM for the edges of the entity that lead to the far ends.
func (s *selection) addBetween(q *statement) {
	q.add(" FROM json_each(?) AS f CROSS JOIN record AS b INDEXED BY record_by_ends"+
		" ON b.class = 'RELATIONSHIP'"+
		" AND min(b.from_number, b.to_number) = min(f.value, ?)"+
		" AND max(b.from_number, b.to_number) = max(f.value, ?)"+
		" CROSS JOIN record AS self ON self.number = ?"+
		" CROSS JOIN edge AS e ON e.entity = self.number"+
		" AND e.start_earliest = b.start_earliest AND e.relationship = b.id",
		s.far.numbers, s.near, s.near, s.near)
}

// addFar appends the condition on the far end of an edge, where there is need of one.
// Superseded edges do not tell it.
func (s *selection) addFar(q *statement) {
	if s.far != nil && s.told && s.near == 0 {
		q.add(" AND e.other IN (SELECT value FROM json_each(?))", s.far.numbers)
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
