package kg_test

import (
	"math/rand/v2"

	"entente/kg"
)

// randomValidity returns a filter with a few conditions, or nil.
func randomValidity(r *rand.Rand) *kg.ValidityFilter {
	if r.IntN(2) == 0 {
		return nil
	}
	f := &kg.ValidityFilter{
		HoldsIn:   maybe(r, "2020", "2026-01", "2026-01-24T16:59:59Z"),
		Certainty: maybe(r, kg.Certain, kg.Possible),
	}
	text := ptr(pick(r, "2025", "2026-01/..", "2025-03-10/2025-10-06", "2026-01-20T17:00:00Z/2026-01-24T17:00:00Z"))
	fields := []**string{
		&f.Before, &f.Meets, &f.Overlaps, &f.Starts, &f.During, &f.Finishes, &f.Equals,
		&f.After, &f.MetBy, &f.OverlappedBy, &f.StartedBy, &f.Contains, &f.FinishedBy,
	}
	if r.IntN(2) == 0 {
		*fields[r.IntN(len(fields))] = text
	}
	f.Started, f.Ended = randomBoundTime(r), randomBoundTime(r)
	if widths := maybe(r, "PT1S", "P1D", "P31D"); widths != nil {
		f.Start = &kg.BoundFilter{WiderThan: widths}
	}
	if kind := maybe(r, kg.BoundKnown, kg.BoundUnknown, kg.BoundOpen); kind != nil {
		f.End = &kg.BoundFilter{Kind: &kg.BoundKindFilter{Eq: kind}}
	}
	if length := maybe(r, "P4D", "P30D", "P3650D"); length != nil {
		f.Duration = &kg.DurationFilter{Lte: length, Gt: maybe(r, "P0D", "P3D")}
	}
	if date := maybe(r, "2026", "2025-12"); date != nil {
		f.AttestedUntil = &kg.AttestationFilter{Before: date}
	}
	return f
}

func randomBoundTime(r *rand.Rand) *kg.BoundTimeFilter {
	if r.IntN(4) > 0 {
		return nil
	}
	f := &kg.BoundTimeFilter{
		In: maybe(r, "2025", "2026-01"), Before: maybe(r, "2026-01", "2025-10-07"), After: maybe(r, "2015", "2025"),
	}
	if id := maybe(r, kg.ID("deal"), kg.ID("past")); id != nil {
		f.AfterEndOf = &kg.AfterEndOfFilter{ID: *id, Within: pick(r, "P1D", "P30D", "P365D")}
	}
	return f
}
