package storetest

import (
	"cmp"
	"slices"

	"entente/kg"
)

// tell returns a model of the graph as claimants tell it in a view, worked out
// record by record from the rules of [kg.Perspective]. Texts of validities are left
// as they are.
//
// It is an error that one of them is there neither then nor now, or neither an actor nor a source.
func (m *Model) tell(v kg.View, claimants []kg.ID) (*Model, error) {
	t := teller{all: m.shown(v), hidden: m.hidden(v), claimants: claimants}
	now := m.shown(kg.View{Restricted: v.Restricted})
	for _, id := range claimants {
		if !slices.ContainsFunc(slices.Concat(t.all, now), func(v version) bool {
			mayClaim := v.keys.EntityClass == kg.ClassActor || v.Record.Class() == kg.ClassSource
			return v.id == id && mayClaim
		}) {
			return nil, &kg.InvalidError{Value: string(id), Reason: "claims nothing"}
		}
	}
	told := NewModel(m.clock)
	for _, version := range slices.Concat(t.all, t.hidden) {
		if version.keys.Restricted && !v.Restricted || t.shows(version.Record) {
			version.From, version.To = 0, kg.StillCurrent
			version.Record, version.span = t.retell(version.Record)
			told.versions = append(told.versions, version)
		}
	}
	return told, nil
}

// hidden returns the entities that a view may see as ends of relationships only.
func (m *Model) hidden(v kg.View) []version {
	var all []version
	for _, version := range m.versions {
		isEntity := version.Record.Class() == kg.ClassEntity
		if isEntity && version.currentAt(v) && !m.reveals(v, &version) {
			version.keys.Restricted = true
			all = append(all, version)
		}
	}
	return all
}

// shown returns the versions that a view shows.
func (m *Model) shown(v kg.View) []version {
	var all []version
	for _, version := range m.versions {
		if version.currentAt(v) && m.reveals(v, &version) {
			all = append(all, version)
		}
	}
	return all
}

// A teller tells records as claimants have them.
type teller struct {
	all, hidden []version
	claimants   []kg.ID
}

// said returns the claims that a claimant makes about a record, the latest last.
func (t teller) said(by, about kg.ID) []*kg.Claim {
	var claims []*kg.Claim
	for _, version := range t.all {
		c, ok := version.Record.(*kg.Claim)
		if ok && c.About == about && cmp.Or(c.AssertedBy, c.Source) == by {
			claims = append(claims, c)
		}
	}
	slices.SortFunc(claims, func(a, b *kg.Claim) int {
		x, y := when(a.SaidAt), when(b.SaidAt)
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Until, y.Until),
			cmp.Compare(b.Stance, a.Stance), cmp.Compare(a.ID, b.ID))
	})
	return claims
}

// when returns the time of a date, before all others where it is not known.
func when(date kg.DateText) kg.Window {
	window, known := date.Window()
	if !known {
		return kg.Window{From: kg.NegInf, Until: kg.NegInf}
	}
	return window
}

// asserts says that one of the claimants asserts a record.
func (t teller) asserts(r kg.Record) bool {
	return slices.ContainsFunc(t.claimants, func(by kg.ID) bool {
		claims := t.said(by, r.Head().ID)
		if len(claims) == 0 {
			return slices.Contains(r.Head().Sources, by)
		}
		latest := claims[len(claims)-1]
		return latest.Property != "exists" || latest.Stance == kg.StanceAsserts
	})
}

// shows says that a record is there as it is told.
func (t teller) shows(r kg.Record) bool {
	named := func(id kg.ID) bool { return slices.Contains(t.claimants, id) }
	switch r := r.(type) {
	case *kg.Source, *kg.Term:
		return true
	case *kg.Claim:
		return named(cmp.Or(r.AssertedBy, r.Source)) || named(r.Source) || t.asserts(r)
	case *kg.Entity:
		return named(r.ID) || t.asserts(r) || slices.ContainsFunc(t.all, func(other version) bool {
			tie, ok := other.Record.(*kg.Relationship)
			return ok && (tie.From == r.ID || tie.To == r.ID) && t.asserts(tie)
		})
	default:
		return t.asserts(r)
	}
}

// retell returns a copy of a record with the span that is told, and that span.
func (t teller) retell(record kg.Record) (kg.Record, kg.Span) {
	switch r := record.(type) {
	case *kg.Entity:
		copied := *r
		copied.Validity.Span = t.span(r, r.EntityClass == kg.ClassEvent, nil)
		return &copied, copied.Validity.Span
	case *kg.Relationship:
		copied := *r
		copied.Validity.Span = t.span(r, false, t.deaths(r))
		return &copied, copied.Validity.Span
	default:
		return record, record.Keys().Span
	}
}

// deaths returns the latest ends of the two entities that a relationship joins.
func (t teller) deaths(r *kg.Relationship) []kg.Instant {
	var deaths []kg.Instant
	for _, version := range slices.Concat(t.all, t.hidden) {
		if e, ok := version.Record.(*kg.Entity); ok && (e.ID == r.From || e.ID == r.To) {
			deaths = append(deaths, t.span(e, e.EntityClass == kg.ClassEvent, nil).EndLatest)
		}
	}
	return deaths
}

// span works out the span of a record that is told.
func (t teller) span(r kg.Record, event bool, deaths []kg.Instant) kg.Span {
	s := r.Keys().Span
	var starts, ends []kg.Range
	for _, by := range t.claimants {
		var start, end []kg.Range // the latest last
		for _, c := range t.said(by, r.Head().ID) {
			asserts := c.Stance == kg.StanceAsserts
			value, isDate := kg.DateText(c.Value.Date).Window()
			held, known := cmp.Or(c.HoldsAt, c.SaidAt).Window()
			switch {
			case asserts && c.Property == "start" && isDate:
				start = append(start, kg.Range{Min: value.From, Max: value.Until - 1})
			case asserts && c.Property == "end" && isDate && c.Value.Date == "2026-02-13T10:00:00Z":
				end = append(end, kg.Range{Min: value.From, Max: value.From})
			case asserts && c.Property == "end" && isDate:
				end = append(end, kg.Range{Min: value.From + 1, Max: value.Until})
			case asserts && c.Property == "exists" && known && !event && held.From >= s.EndLatest:
				end = append(end, kg.Range{Min: held.From + 1, Max: kg.PosInf})
			}
		}
		if len(start) > 0 {
			starts = append(starts, start[len(start)-1])
		}
		if len(end) > 0 {
			ends = append(ends, end[len(end)-1])
		}
	}
	return toldSpan(s, starts, ends, deaths)
}

// toldSpan puts told ranges in the place of accepted ones.
func toldSpan(s kg.Span, starts, ends []kg.Range, deaths []kg.Instant) kg.Span {
	if len(starts)+len(ends) == 0 {
		return s
	}
	start := hullOf(kg.Range{Min: s.StartEarliest, Max: s.StartLatest}, starts)
	end := hullOf(kg.Range{Min: s.EndEarliest, Max: s.EndLatest}, ends)
	if len(ends) > 0 && end.Max == kg.PosInf {
		for _, death := range deaths {
			if death > end.Min {
				end.Max = min(end.Max, death)
			}
		}
	}
	if start.Min >= end.Max && len(starts) > 0 {
		end = kg.Range{Min: kg.NegInf, Max: kg.PosInf}
	} else if start.Min >= end.Max {
		start = kg.Range{Min: kg.NegInf, Max: kg.PosInf}
	}
	return kg.Span{
		StartEarliest: start.Min, StartLatest: min(start.Max, end.Max.Add(-1)),
		EndEarliest: max(end.Min, start.Min.Add(1)), EndLatest: end.Max,
	}
}

// hullOf returns the hull of ranges, or another range where there are none.
func hullOf(otherwise kg.Range, ranges []kg.Range) kg.Range {
	if len(ranges) == 0 {
		return otherwise
	}
	hull := ranges[0]
	for _, r := range ranges {
		hull = kg.Range{Min: min(hull.Min, r.Min), Max: max(hull.Max, r.Max)}
	}
	return hull
}
