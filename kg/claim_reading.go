package kg

// ZoneOf returns the zone in which claims about a record mean their dates: that in
// which its own validity is written.
func ZoneOf(r Record) Zone {
	switch r := r.(type) {
	case *Entity:
		return r.Validity.Zone
	case *Relationship:
		return r.Validity.Zone
	default:
		return ""
	}
}

// Bound returns what a claim of one date on a start or an end means as a bound, in the
// zone of what it is about, and false for any other claim.
func (c *Claim) Bound(zone Zone) (Bound, bool) {
	date, err := ParseDate(c.Value.Date, zone)
	if c.Value.Type != ValueDate || err != nil {
		return Bound{}, false
	}
	var validity Validity
	switch c.Property {
	case PropertyStart:
		validity, err = Written{EDTF: date.Text + "/", Zone: zone}.Read(0)
		return validity.Start(), err == nil
	case PropertyEnd:
		validity, err = Written{EDTF: "/" + date.Text, Zone: zone}.Read(0)
		return validity.End(), err == nil
	default:
		return Bound{}, false
	}
}

// window returns the time that the claim is about: that of HoldsAt, else that at
// which it was said, else all time.
func (c *Claim) window() Window {
	for _, date := range []DateText{c.HoldsAt, c.SaidAt} {
		if w, ok := date.Window(); ok {
			return w
		}
	}
	return Always
}

// saidAfter reports whether c was said later than another claim, whatever the exact
// times are.
func (c *Claim) saidAfter(other *Claim) bool {
	mine, ok := c.SaidAt.Window()
	theirs, known := other.SaidAt.Window()
	return ok && known && mine.From >= theirs.Until
}

// deniesExistence reports whether the claim says that its record is not there.
func (c *Claim) deniesExistence() bool {
	return c.Property == PropertyExists && c.Stance == StanceDenies
}
