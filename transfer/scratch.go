package transfer

import (
	"context"
	"slices"

	"entente/kg"
)

// A scratch store is a graph as an import would leave it. What is written goes into a
// store of its own, which begins empty, and what that does not have is read from the
// graph below, which is left alone.
//
// It answers what an import asks: records by id, and lists without a limit. For all
// else it is the store below.
type scratch struct {
	kg.Store
	over kg.Store
}

// Over returns a scratch store that writes into an empty one.
func Over(below, empty kg.Store) kg.Store { return &scratch{below, empty} }

// copied is the note of a record that stands in the store above for one below, because
// others refer to it there.
const copied = "stands for a record of the graph"

func stands(r kg.Record) bool { return r != nil && r.Head().Note == copied }

// Records returns what is above, and otherwise what is below.
func (s *scratch) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	above, err := s.over.Records(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(above, func(r kg.Record) bool { return r == nil || stands(r) }) {
		return above, nil
	}
	below, err := s.Store.Records(ctx, v, ids)
	for i, r := range above {
		if err == nil && (r == nil || stands(r)) {
			above[i] = below[i]
		}
	}
	return above, err
}

// Find returns what is above and what is below and not above, in no order.
func (s *scratch) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	above, err := s.over.Find(ctx, v, queries)
	if err != nil {
		return nil, err
	}
	below, err := s.Store.Find(ctx, v, queries)
	if err != nil {
		return nil, err
	}
	for i := range above {
		above[i] = slices.DeleteFunc(above[i], func(f kg.Found) bool { return stands(f.Record) })
		met := make(map[kg.ID]bool)
		for _, f := range above[i] {
			met[f.Record.Head().ID] = true
		}
		for _, f := range below[i] {
			if !met[f.Record.Head().ID] {
				above[i] = append(above[i], f)
			}
		}
	}
	return above, nil
}

// Apply writes above, together with what stands for the records below that the writes
// refer to.
func (s *scratch) Apply(ctx context.Context, b kg.Batch) (kg.Receipt, error) {
	all := kg.View{Restricted: true}
	if err := s.checkAbsent(ctx, all, b.Writes); err != nil {
		return kg.Receipt{}, err
	}
	own := make(map[kg.ID]bool, len(b.Writes))
	b.Writes = slices.Clone(b.Writes)
	for i, w := range b.Writes {
		own[w.Record.Head().ID] = true
		if w.Expect != kg.Absent {
			b.Writes[i].Expect = kg.AnyVersion
		}
	}
	var ids []kg.ID
	for _, w := range b.Writes {
		for _, ref := range w.Record.References() {
			if !own[ref.ID] {
				ids = append(ids, ref.ID)
			}
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	above, err := s.over.Records(ctx, all, ids)
	if err != nil {
		return kg.Receipt{}, err
	}
	var missing []kg.ID
	for i, r := range above {
		if r == nil {
			missing = append(missing, ids[i])
		}
	}
	below, err := s.Store.Records(ctx, all, missing)
	if err != nil {
		return kg.Receipt{}, err
	}
	for _, r := range below {
		if r != nil {
			b.Writes = append(b.Writes, kg.Write{Record: standIn(r), Expect: kg.Absent})
		}
	}
	if err := s.standForRetracted(ctx, all, b.Writes); err != nil {
		return kg.Receipt{}, err
	}
	b.Unchanged, b.Key = nil, ""
	return s.over.Apply(ctx, b)
}

// standForRetracted makes sure that what is to be retracted is above.
func (s *scratch) standForRetracted(ctx context.Context, v kg.View, writes []kg.Write) error {
	var stand []kg.Write
	for _, w := range writes {
		if !w.Retract {
			continue
		}
		above, err := s.over.Records(ctx, v, []kg.ID{w.Record.Head().ID})
		if err != nil {
			return err
		}
		if above[0] == nil {
			stand = append(stand, kg.Write{Record: standIn(w.Record), Expect: kg.Absent})
		}
	}
	if len(stand) == 0 {
		return nil
	}
	_, err := s.over.Apply(ctx, kg.Batch{ID: "stand-ins", Writes: stand})
	return err
}

// checkAbsent refuses what is to be new and is below.
func (s *scratch) checkAbsent(ctx context.Context, v kg.View, writes []kg.Write) error {
	var ids []kg.ID
	for _, w := range writes {
		if w.Expect == kg.Absent {
			ids = append(ids, w.Record.Head().ID)
		}
	}
	records, err := s.Store.Records(ctx, v, ids)
	for _, r := range records {
		if err == nil && r != nil {
			err = kg.CheckExpected(r.Head().ID, kg.Absent, r.Head().Version)
		}
	}
	return err
}

// standIn returns a record that others can refer to as to r, and that refers to nothing.
// Only entities have to be of their class.
func standIn(r kg.Record) kg.Record {
	head := kg.Header{ID: r.Head().ID, Note: copied}
	if e, ok := r.(*kg.Entity); ok {
		return &kg.Entity{
			Header: head, EntityClass: e.EntityClass, Kind: e.Kind, Names: e.Names[:1], Validity: e.Validity,
		}
	}
	return &kg.Source{Header: head, Title: copied}
}
