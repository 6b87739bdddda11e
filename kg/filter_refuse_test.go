package kg_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"entente/kg"
)

func TestValidityFiltersSayWhatTheyRefuse(t *testing.T) {
	f := truces(t)
	type (
		filter = kg.ValidityFilter
		when   = kg.BoundTimeFilter
	)
	after := func(id kg.ID, within string) *when {
		return &when{AfterEndOf: &kg.AfterEndOfFilter{ID: id, Within: within}}
	}
	tests := []struct {
		name        string
		where       filter
		field, says string
	}{
		{"no date", filter{Before: ptr("soon")}, "before", ""},
		{"a qualifier", filter{MetBy: ptr("2025~")}, "metBy", "a qualifier in a question"},
		{"an unknown side", filter{During: ptr("2025/")}, "during", "an unknown side in a question"},
		{"no time in between", filter{Equals: ptr("2026-01-20/2026-01-20T00:00:00Z")}, "equals", "is not before the end of"},
		{"the wrong way round", filter{Started: &when{In: ptr("2026/2025")}}, "started.in", "is not before the end of"},
		{"before no start", filter{Started: &when{Before: ptr("../2025")}}, "started.before", "nothing lies beyond an open side"},
		{"after no end", filter{Ended: &when{After: ptr("2025/..")}}, "ended.after", "nothing lies beyond an open side"},
		{"attested before no start", filter{AttestedUntil: &kg.AttestationFilter{Before: ptr("../2025")}}, "attestedUntil.before", "nothing lies beyond"},
		{"a month as a length", filter{Duration: &kg.DurationFilter{Gte: ptr("P1M")}}, "duration.gte", "months, which are not equally long"},
		{"a width that is none", filter{End: &kg.BoundFilter{WiderThan: ptr("a day")}}, "end.widerThan", "not a duration"},
		{"a while that is none", filter{Ended: after("deal", "P1Y")}, "ended.afterEndOf.within", "years, which are not equally long"},
		{"an id that is none", filter{Ended: after("a b", "P1D")}, "ended.afterEndOf.id", "not an id"},
		{"an unknown id", filter{Ended: after("nothing", "P1D")}, "ended.afterEndOf.id", "no entity or relationship has this id"},
		{"the id of a source", filter{Started: after("news", "P1D")}, "started.afterEndOf.id", "no entity or relationship has this id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			where := kg.RelationshipFilter{Or: []kg.RelationshipFilter{{From: &kg.EntityFilter{Validity: &tt.where}}}}
			_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Where: &where}})
			if want := "where.or[0].from.validity." + tt.field; field(err) != want {
				t.Errorf("blames %q, want %q (%v)", field(err), want, err)
			}
			if err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("says %q, want it to say %q", err, tt.says)
			}
		})
	}
}

func TestRecordsNamedByFiltersAreLimited(t *testing.T) {
	f := truces(t)
	var where kg.RelationshipFilter
	for i := range kg.MaxLookups {
		id := kg.ID(fmt.Sprintf("deal-%d", i))
		f.entity(id, kg.ClassEvent, "2026-01-18")
		where.Or = append(where.Or, kg.RelationshipFilter{Validity: &kg.ValidityFilter{
			Ended: &kg.BoundTimeFilter{AfterEndOf: &kg.AfterEndOfFilter{ID: id, Within: "P1D"}},
		}})
	}
	find := func() error {
		_, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.RelationshipList{{Where: &where}})
		return err
	}
	if err := find(); err != nil {
		t.Errorf("a filter that names %d records: got %v, want an answer", kg.MaxLookups, err)
	}
	one := where.Or[0]
	one.Validity = &kg.ValidityFilter{Started: &kg.BoundTimeFilter{
		AfterEndOf: &kg.AfterEndOfFilter{ID: "deal", Within: "P1D"},
	}}
	where.Or = append(where.Or, one)
	if err := find(); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("a filter that names %d records: got %v, want ErrLimit", kg.MaxLookups+1, err)
	}
}
