package kg

import (
	"context"
	"iter"
)

// As returns the store as v shows it: as its Perspective tells it, if it has one.
func As(s Store, v View) Store {
	if v.Perspective == nil {
		return s
	}
	return toldStore{s, v.Perspective}
}

// A toldStore shows the records of a store as a perspective tells them.
type toldStore struct {
	Store
	perspective *Perspective
}

// A narrator tells records as one tale has them. It has heard all that it needs,
// so that it can stand in a Keep.
type narrator struct {
	*tale
	ends map[ID]bool
}

// narrator returns the narrator of v. Entities are there for the sake of what joins
// them too, which takes one more call when it is first asked for.
func (s toldStore) narrator(ctx context.Context, v View, entities bool) (narrator, error) {
	told, err := s.perspective.tale(ctx, s.Store, v)
	if err != nil || !entities {
		return narrator{tale: told}, err
	}
	ends, err := told.ends()
	return narrator{told, ends}, err
}

// Records returns the told record of each id, and nil in the place of one that is
// not told.
func (s toldStore) Records(ctx context.Context, v View, ids []ID) ([]Record, error) {
	records, err := s.referred(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	n, err := s.narrator(ctx, v, true)
	if err != nil {
		return nil, err
	}
	for i, record := range records {
		if record != nil && !n.shows(record, n.ends) {
			records[i] = nil
		}
	}
	return records, nil
}

// referred returns the record of each id as it is told, whether or not somebody
// asserts it, because records that are told refer to it.
func (s toldStore) referred(ctx context.Context, v View, ids []ID) ([]Record, error) {
	n, err := s.narrator(ctx, v, false)
	if err != nil {
		return nil, err
	}
	records, err := s.Store.Records(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	ends, err := s.endsOf(ctx, v, records)
	if err != nil {
		return nil, err
	}
	for i, record := range records {
		found := Found{Record: record}
		if r, ok := record.(*Relationship); ok {
			found.From, found.To = ends[r.From], ends[r.To]
		}
		switch {
		case found.lacksEnd(): // it was retracted while this was read
			records[i] = nil
		case record != nil:
			records[i] = n.tell(found).Record
		}
	}
	return records, nil
}

// lacksEnd reports whether an end of a relationship is missing. That is so where it
// was retracted between two reads, and the relationship before it.
func (f Found) lacksEnd() bool {
	_, ok := f.Record.(*Relationship)
	return ok && (f.From == nil || f.To == nil)
}

// endsOf returns the ends of the relationships among records, which come along
// whoever may see them.
func (s toldStore) endsOf(ctx context.Context, v View, records []Record) (map[ID]*Entity, error) {
	var ids []ID
	for _, record := range records {
		if r, ok := record.(*Relationship); ok {
			ids = append(ids, r.From, r.To)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	v.Restricted = true
	found, err := s.Store.Records(ctx, v, ids)
	ends := make(map[ID]*Entity, len(found))
	for _, record := range found {
		if e, ok := record.(*Entity); ok {
			ends[e.ID] = e
		}
	}
	return ends, err
}

// Find answers each query with what is told.
func (s toldStore) Find(ctx context.Context, v View, queries []Query) ([][]Found, error) {
	n, asked, err := s.retold(ctx, v, queries)
	if err != nil {
		return nil, err
	}
	pages, err := s.Store.Find(ctx, v, asked)
	for _, page := range pages {
		for i := range page {
			page[i] = n.tell(page[i])
		}
	}
	return pages, err
}

// Count counts what is told.
func (s toldStore) Count(ctx context.Context, v View, queries []Query) ([][]Tally, error) {
	_, asked, err := s.retold(ctx, v, queries)
	if err != nil {
		return nil, err
	}
	return s.Store.Count(ctx, v, asked)
}

// retold returns queries that find what others would in the told graph. The bounds
// of a told record may be others than the store has, so these are compared here.
func (s toldStore) retold(ctx context.Context, v View, queries []Query) (narrator, []Query, error) {
	entities := false
	for _, q := range queries {
		entities = entities || q.Class == ClassEntity && !q.untold
	}
	n, err := s.narrator(ctx, v, entities)
	if err != nil {
		return n, nil, err
	}
	asked := make([]Query, len(queries))
	for i, q := range queries {
		asked[i] = q
		if q.Class == ClassSource || q.Class == ClassTerm || q.untold {
			continue
		}
		asked[i].Bounds = nil
		asked[i].Keep = func(f Found) bool {
			if !n.shows(f.Record, n.ends) {
				return false
			}
			told := n.tell(f)
			return q.Bounds.Admit(spanOf(told.Record)) && (q.Keep == nil || q.Keep(told))
		}
	}
	return n, asked, nil
}

// spanOf returns when a told record holds.
func spanOf(r Record) Span {
	switch r := r.(type) {
	case *Entity:
		return r.Validity.Span
	case *Relationship:
		return r.Validity.Span
	default:
		return r.Keys().Span
	}
}

// Search finds entities that are told, by all of their names.
func (s toldStore) Search(ctx context.Context, v View, probes []NameProbe) ([][]NameHit, error) {
	n, err := s.narrator(ctx, v, true)
	if err != nil {
		return nil, err
	}
	asked := make([]NameProbe, len(probes))
	for i, p := range probes {
		asked[i] = p
		asked[i].Keep = func(hit NameHit) bool {
			return n.shows(hit.Entity, n.ends) && (p.Keep == nil || p.Keep(hit))
		}
	}
	pages, err := s.Store.Search(ctx, v, asked)
	for _, hits := range pages {
		for i := range hits {
			hits[i].Entity = n.tellEntity(hits[i].Entity)
		}
	}
	return pages, err
}

// All yields every record that is told.
func (s toldStore) All(ctx context.Context, v View) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		n, err := s.narrator(ctx, v, true)
		if err != nil {
			yield(nil, err)
			return
		}
		entities := make(map[ID]*Entity)
		for record, err := range s.Store.All(ctx, v) {
			if err != nil {
				yield(nil, err)
				return
			}
			if e, ok := record.(*Entity); ok {
				entities[e.ID] = e
			}
			if !n.shows(record, n.ends) {
				continue
			}
			found, err := s.withEnds(ctx, v, record, entities)
			if err != nil {
				yield(nil, err)
				return
			}
			if found.lacksEnd() {
				continue // it was retracted while this was read
			}
			if !yield(n.tell(found).Record, nil) {
				return
			}
		}
	}
}

// withEnds finds the ends of a relationship among entities, or else in the store.
func (s toldStore) withEnds(
	ctx context.Context, v View, record Record, entities map[ID]*Entity,
) (Found, error) {
	r, ok := record.(*Relationship)
	if !ok {
		return Found{Record: record}, nil
	}
	if entities[r.From] != nil && entities[r.To] != nil {
		return Found{r, entities[r.From], entities[r.To]}, nil
	}
	ends, err := s.endsOf(ctx, v, []Record{r})
	return Found{r, ends[r.From], ends[r.To]}, err
}

// tell returns what was found as it is told. A relationship comes with its ends.
func (n narrator) tell(f Found) Found {
	switch r := f.Record.(type) {
	case *Entity:
		f.Record = n.tellEntity(r)
	case *Relationship:
		f.From, f.To = n.tellEntity(f.From), n.tellEntity(f.To)
		f.Record = n.tellRelationship(r, f.From, f.To)
	}
	return f
}

// tellEntity returns an entity with the lifetime that is told of it.
func (n narrator) tellEntity(e *Entity) *Entity {
	words := n.words[e.ID]
	if words == nil {
		return e
	}
	told := *e
	told.Validity = words.told(e.Validity, e.EntityClass == ClassEvent)
	told.Accepted = &e.Validity.Span
	return &told
}

// tellRelationship returns a relationship with the validity that is told of it. One
// without dates of its own takes those that are told of its event.
func (n narrator) tellRelationship(r *Relationship, from, to *Entity) *Relationship {
	told := *r
	told.Accepted = &r.Validity.Span
	if event := eventOf(from, to); r.Validity.EDTF == "" && event != nil {
		told.Validity.Span = event.Validity.Span
		if words := n.words[r.ID]; words != nil {
			told.Validity = words.told(event.Validity, false)
		}
		return &told
	}
	words := n.words[r.ID]
	if words == nil {
		return r
	}
	told.Validity = words.told(r.Validity, false, from.Validity.Span, to.Validity.Span)
	return &told
}
