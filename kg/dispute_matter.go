package kg

import (
	"cmp"
	"slices"
)

// Disputes returns what is disputed of the record, by property.
func (m *Matter) Disputes() []Dispute {
	byProperty := make(map[string][]*Claim)
	for _, c := range m.Claims {
		byProperty[c.Property] = append(byProperty[c.Property], c)
	}
	var disputes []Dispute
	for property, claims := range byProperty {
		if d := m.dispute(property, claims); len(d.Conflicts) > 0 {
			disputes = append(disputes, d)
		}
	}
	slices.SortFunc(disputes, func(a, b Dispute) int { return cmp.Compare(a.Property, b.Property) })
	return disputes
}

// dispute returns the dispute over a property; one without conflicts is none.
func (m *Matter) dispute(property string, claims []*Claim) Dispute {
	compared := claims[:min(len(claims), MaxDebated)]
	d := Dispute{About: m.Record.Head().ID, Property: property, NotCompared: len(claims) - len(compared)}
	replacedBy := make(map[ID]*Claim)
	for _, part := range debatesOf(compared, m.vocabulary.constant(property), ZoneOf(m.Record)) {
		d.Conflicts = append(d.Conflicts, part.conflicts(m.Parties)...)
		for id, later := range part.replacedBy {
			replacedBy[id] = later
		}
	}
	slices.SortStableFunc(d.Conflicts, inTimeOrder)
	for _, c := range d.Conflicts {
		d.Open = d.Open || c.Open
	}
	for _, c := range claims {
		d.Claims = append(d.Claims, DisputedClaim{c, slices.Contains(m.Parties, c.claimant()), replacedBy[c.ID]})
	}
	return d
}

// constant reports whether the true value of a property never changes in time.
func (v *Vocabulary) constant(property string) bool {
	term := v.byID[TermID(TermClaimProperty, property)]
	return property == PropertyStart || property == PropertyEnd || term != nil && term.Constant
}
