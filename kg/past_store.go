package kg

import (
	"context"
	"iter"
	"maps"
	"slices"
)

// A pastStore shows to readers what there was at a moment of the past. A store hides what was
// restricted then, or is by now; but a claim or relationship may have rested then on what is
// restricted by now, and on something else since. It is hidden here, or it would name that.
//
// How many records of a class there were in the whole graph is counted with those, for the
// sake of a count that reads no record.
type pastStore struct{ Store }

// Records returns the record of each id that rests on nothing hidden.
func (s pastStore) Records(ctx context.Context, v View, ids []ID) ([]Record, error) {
	records, err := s.Store.Records(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	hidden, err := s.hidden(ctx, v, records)
	if err != nil {
		return nil, err
	}
	for i, r := range records {
		if r != nil && hidden.under(r) {
			records[i] = nil
		}
	}
	return records, nil
}

// An underground has the ids of what is hidden.
type underground map[ID]bool

// under reports whether a record rests on what is hidden.
func (u underground) under(r Record) bool {
	return slices.ContainsFunc(restsOn(r), func(id ID) bool { return u[id] })
}

// hidden returns what v hides of all that records rest on, with a call of the store for each
// step that leads from one to the next; mostly that is one.
func (s pastStore) hidden(ctx context.Context, v View, records []Record) (underground, error) {
	met, hidden := make(map[ID]Record), make(underground)
	if v.Restricted || v.Known == 0 {
		return hidden, nil // the store hides all that there is to hide
	}
	for {
		var next []ID
		for _, r := range records {
			if r == nil {
				continue
			}
			for _, id := range restsOn(r) {
				if _, ok := met[id]; !ok {
					met[id] = nil
					next = append(next, id)
				}
			}
		}
		if len(next) == 0 {
			break
		}
		var err error
		if records, err = s.Store.Records(ctx, v, next); err != nil {
			return nil, err
		}
		for i, id := range next {
			met[id] = records[i]
			hidden[id] = records[i] == nil
		}
	}
	maps.DeleteFunc(hidden, func(_ ID, is bool) bool { return !is })
	for size := -1; size < len(hidden); {
		size = len(hidden)
		for id, r := range met {
			if r != nil && hidden.under(r) {
				hidden[id] = true
			}
		}
	}
	return hidden, nil
}

// rests reports whether records of the class of a query may rest on others.
func (q Query) rests() bool { return q.Class == ClassClaim || q.Class == ClassRelationship }

// Find answers each query with what rests on nothing hidden. It asks the store again where
// there was something else among the answers.
func (s pastStore) Find(ctx context.Context, v View, queries []Query) ([][]Found, error) {
	hidden, err := s.ahead(ctx, v, queries, func(q Query) bool { return q.Keep != nil && q.Limit == 0 })
	for err == nil {
		var pages [][]Found
		if pages, err = s.Store.Find(ctx, v, hidden.avoiding(queries)); err != nil {
			return nil, err
		}
		var records []Record
		for i, page := range pages {
			if !queries[i].rests() {
				continue
			}
			for _, f := range page {
				records = append(records, f.Record)
			}
		}
		var fresh underground
		if fresh, err = s.hidden(ctx, v, records); err == nil && len(fresh) == 0 {
			return pages, nil
		}
		maps.Copy(hidden, fresh)
	}
	return nil, err
}

// Count counts what rests on nothing hidden, where a query is about some records.
func (s pastStore) Count(ctx context.Context, v View, queries []Query) ([][]Tally, error) {
	hidden, err := s.ahead(ctx, v, queries, func(q Query) bool {
		return q.Keep != nil || q.Of != "" || q.About != "" || len(q.Cites)+len(q.IDs) > 0
	})
	if err != nil {
		return nil, err
	}
	return s.Store.Count(ctx, v, hidden.avoiding(queries))
}

// ahead returns what is hidden of all that the answers to some queries rest on, which the
// Keep of none of them has been shown yet.
func (s pastStore) ahead(
	ctx context.Context, v View, queries []Query, which func(Query) bool,
) (underground, error) {
	var asked []Query
	var records []Record
	for _, q := range queries {
		if q.rests() && which(q) {
			q.Limit, q.Keep = 0, func(f Found) bool {
				records = append(records, f.Record)
				return false
			}
			asked = append(asked, q)
		}
	}
	if len(asked) == 0 || v.Restricted || v.Known == 0 {
		return make(underground), nil
	}
	if _, err := s.Store.Find(ctx, v, asked); err != nil {
		return nil, err
	}
	return s.hidden(ctx, v, records)
}

// avoiding returns queries that find nothing that rests on what is hidden.
func (u underground) avoiding(queries []Query) []Query {
	if len(u) == 0 {
		return queries
	}
	queries = slices.Clone(queries)
	for i, q := range queries {
		if q.rests() {
			queries[i].Keep = func(f Found) bool { return !u.under(f.Record) && (q.Keep == nil || q.Keep(f)) }
		}
	}
	return queries
}

// All yields every record that rests on nothing hidden.
func (s pastStore) All(ctx context.Context, v View) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		var waiting []Record
		flush := func() bool {
			hidden, err := s.hidden(ctx, v, waiting)
			if err != nil {
				yield(nil, err)
				return false
			}
			shown := slices.DeleteFunc(waiting, hidden.under)
			waiting = nil
			return yieldAll(shown, nil, yield)
		}
		for r, err := range s.Store.All(ctx, v) {
			if err != nil {
				yield(nil, err)
				return
			}
			if waiting = append(waiting, r); len(waiting) == exportPage && !flush() {
				return
			}
		}
		flush()
	}
}
