package formats

import "entente/kg"

// ClaimText says a claim in words, for formats that have room for a text only.
func ClaimText(c *kg.Claim) string {
	text := c.Property
	if c.Stance == kg.StanceDenies {
		text = "not " + text
	}
	if value := c.Value.String(); value != "" {
		text += ": " + value
	}
	text += " (about " + string(c.About)
	if c.AssertedBy != "" {
		text += ", said by " + string(c.AssertedBy)
	}
	if c.SaidAt != "" {
		text += ", on " + string(c.SaidAt)
	}
	text += ")"
	if c.Quote != "" {
		text += " “" + c.Quote + "”"
	}
	return text
}
