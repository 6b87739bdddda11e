package kg

// Bound returns what a claim of one date on a start or an end means as a bound, and
// false for any other claim.
func (c *Claim) Bound() (Bound, bool) {
	date, err := ParseDate(c.Value.Date, "")
	if c.Value.Type != ValueDate || err != nil {
		return Bound{}, false
	}
	var validity Validity
	switch c.Property {
	case PropertyStart:
		validity, err = Written{EDTF: date.Text + "/"}.Read(0)
		return validity.Start(), err == nil
	case PropertyEnd:
		validity, err = Written{EDTF: "/" + date.Text}.Read(0)
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
