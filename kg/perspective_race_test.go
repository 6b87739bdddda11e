package kg_test

import (
	"context"
	"iter"
	"testing"

	"entente/kg"
)

// A bereft store is one in which the SDF is retracted, with its ties, right after
// these were read.
type bereft struct{ kg.Store }

func (s bereft) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	records, err := s.Store.Records(ctx, v, ids)
	for i, id := range ids {
		if id == "sdf" {
			records[i] = nil
		}
	}
	return records, err
}

func (s bereft) All(ctx context.Context, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		for record, err := range s.Store.All(ctx, v) {
			if (record == nil || record.Head().ID != "sdf") && !yield(record, err) {
				return
			}
		}
	}
}

func TestARelationshipThatLostAnEndMeanwhileIsNotTold(t *testing.T) {
	f := hearsay(t,
		said{by: "press", property: "exists", at: "2026-01-01"},
		said{by: "press", property: "end", value: "2026-01-01", at: "2026-01-01"})
	v := accordingTo(t, "press")
	told := kg.As(bereft{f.store}, v)
	got, err := told.Records(t.Context(), v, []kg.ID{"present"})
	if err != nil || got[0] != nil {
		t.Errorf("present, retracted with its end: got %v, %v; want nothing", got, err)
	}
	for record, err := range told.All(t.Context(), v) {
		if err != nil || record.Head().ID == "present" {
			t.Errorf("all records: got %v, %v; want none that lost its end", record, err)
		}
	}
}
