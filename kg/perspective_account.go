package kg

import (
	"cmp"
	"slices"
)

// An account is what the claimants of a perspective say about one record.
type account struct {
	// claims are in the order in which they were said, once the account is settled.
	claims []*Claim

	asserted bool
	deniedBy map[ID]bool
}

// settle works out, once all claims are there, who asserts the record.
func (a *account) settle() {
	slices.SortFunc(a.claims, saidBefore)
	a.deniedBy = make(map[ID]bool)
	for _, c := range a.claims {
		a.deniedBy[c.claimant()] = c.deniesExistence()
	}
	for _, denied := range a.deniedBy {
		a.asserted = a.asserted || !denied
	}
}

// saidBefore orders claims by when they were said: what was said at an unknown time
// counts as earliest. Of two that were said at once, one that asserts comes last,
// and so prevails; then the ids decide.
func saidBefore(a, b *Claim) int {
	said := func(c *Claim) Window {
		if w, ok := c.SaidAt.Window(); ok {
			return w
		}
		return Window{NegInf, NegInf}
	}
	x, y := said(a), said(b)
	return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Until, y.Until),
		cmp.Compare(b.Stance, a.Stance), cmp.Compare(a.ID, b.ID))
}

// A word is what a claimant says last of a bound: its date or, of an end, a date
// at which it had yet to come.
type word struct {
	date     Date
	attested bool
}

// bound returns the range in which the word puts the bound of the side.
func (w word) bound(end bool) Range {
	switch {
	case w.attested:
		return Range{w.date.First.Add(1), PosInf}
	case end && !w.date.isInstant():
		return Range{w.date.First.Add(1), w.date.Last.Add(1)}
	default:
		return Range{w.date.First, w.date.Last}
	}
}

// starts returns each claimant's latest word on the start, earliest first.
func (a *account) starts(zone Zone) []word {
	return a.latest(false, func(c *Claim) (word, bool) { return c.bound(PropertyStart, zone) })
}

// ends returns each claimant's latest word on the end, earliest first. What they
// assert to exist past the accepted end is a word too, but of an event, which has
// happened whenever somebody says so.
func (a *account) ends(zone Zone, accepted Instant, event bool) []word {
	return a.latest(true, func(c *Claim) (word, bool) {
		if w, ok := c.attestation(zone); ok && !event && w.date.First >= accepted {
			return w, true
		}
		return c.bound(PropertyEnd, zone)
	})
}

// latest returns the last word that each claimant's claims are read as, without
// repetition, in the order of the ranges.
func (a *account) latest(end bool, read func(*Claim) (word, bool)) []word {
	byClaimant := make(map[ID]word)
	for _, c := range a.claims {
		if w, ok := read(c); ok {
			byClaimant[c.claimant()] = w
		}
	}
	words := make([]word, 0, len(byClaimant))
	for _, w := range byClaimant {
		if !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	slices.SortFunc(words, func(a, b word) int {
		x, y := a.bound(end), b.bound(end)
		return cmp.Or(cmp.Compare(x.Min, y.Min), cmp.Compare(x.Max, y.Max),
			cmp.Compare(a.date.Text, b.date.Text))
	})
	return words
}

// bound returns the date that c asserts of a bound. An interval is no bound.
func (c *Claim) bound(property string, zone Zone) (word, bool) {
	if c.Property != property || c.Stance != StanceAsserts || c.Value.Type != ValueDate {
		return word{}, false
	}
	date, err := ParseDate(c.Value.Date, zone)
	return word{date: date}, err == nil
}

// attestation returns when c asserts that the record exists.
func (c *Claim) attestation(zone Zone) (word, bool) {
	text := cmp.Or(c.HoldsAt, c.SaidAt)
	if c.Property != PropertyExists || c.Stance != StanceAsserts || text == "" {
		return word{}, false
	}
	date, err := ParseDate(string(text), zone)
	return word{date, true}, err == nil
}
