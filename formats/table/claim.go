package table

import (
	"cmp"
	"strconv"

	"entente/formats"
	"entente/kg"
)

// A claimRule says what a row has somebody say.
type claimRule struct {
	header
	// about is the record that it is about; nil where the rule stands in that record's.
	about                         *text
	property, stance, quote, rank *text
	credibility                   *text
	value                         valueRule
	assertedBy                    *entityRule
	source                        []*sourceRule
	saidAt, holdsAt               *dateRule
}

// claims returns what reads the rules of claims.
func (d *decoder) claims(what string, to *[]*claimRule) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			c := &claimRule{}
			*to = append(*to, c)
			d.fields(item, what, append(d.header(what, &c.header), []field{
				{"about", d.text(what+".about", &c.about)},
				{"property", d.text(what+".property", &c.property)},
				{"value", d.value(what+".value", &c.value)},
				{"stance", d.text(what+".stance", &c.stance)},
				{"assertedBy", d.mentioned(what+".assertedBy", &c.assertedBy)},
				{"source", d.sourceList(what+".source", &c.source)},
				{"saidAt", d.date(what+".saidAt", &c.saidAt)},
				{"holdsAt", d.date(what+".holdsAt", &c.holdsAt)},
				{"quote", d.text(what+".quote", &c.quote)},
				{"rank", d.text(what+".rank", &c.rank)},
				{"credibility", d.text(what+".credibility", &c.credibility)},
			}...))
			if c.property == nil {
				d.refuse(item.at, what, "", "a claim needs a property", "write property: exists, or another")
			}
		})
	}
}

func (c *claimRule) under(all *dateRule) {
	c.value.under(all)
	if c.assertedBy != nil {
		c.assertedBy.under(all)
	}
	for _, s := range append(c.source, c.sources...) {
		s.under(all)
	}
	c.saidAt.under(all)
	c.holdsAt.under(all)
}

// claims puts the claims about a record into the item.
func (b *builder) claims(rules []*claimRule, about kg.Record) error {
	for _, rule := range rules {
		if !rule.holds(b.row) {
			continue
		}
		id := kg.ID(rule.about.of(b.row))
		if about != nil {
			id = about.Head().ID
		}
		if err := b.claim(rule, id, about); err != nil {
			return err
		}
	}
	return nil
}

// claim puts one claim into the item, unless the row has no value for it.
func (b *builder) claim(rule *claimRule, about kg.ID, record kg.Record) error {
	name := rule.property.of(b.row)
	if name == "" || about == "" {
		return nil
	}
	term, err := b.claimProperty(rule, name)
	if err != nil {
		return err
	}
	c := &kg.Claim{
		About: about, Property: term.Name, Value: kg.Value{Type: kg.ValueNone}, Quote: rule.quote.of(b.row),
		Stance: cmp.Or(kg.Stance(rule.stance.of(b.row)), kg.StanceAsserts),
		Rank:   cmp.Or(kg.Rank(rule.rank.of(b.row)), kg.RankNormal),
	}
	if term.ValueType != kg.ValueNone {
		var ok bool
		if c.Value, ok, err = b.value(&rule.value, "value", term.ValueType, term.Unit); err != nil || !ok {
			return err
		}
	}
	if err := b.claimParts(rule, c, record); err != nil {
		return err
	}
	id := formats.MakeID("claim", string(about), c.Property, c.Value.String(), string(c.Stance),
		string(c.AssertedBy), string(c.Source), string(c.SaidAt), string(c.HoldsAt))
	if given := rule.id.of(b.row); given != "" {
		id = formats.KeepID("claim", given)
	}
	if c.Header, err = b.head(&rule.header, id); err != nil {
		return err
	}
	return b.add(c, func() map[string]*text {
		return map[string]*text{
			"id": rule.id, "about": rule.about, "property": rule.property, "value": rule.value.text,
			"stance": rule.stance, "quote": rule.quote, "rank": rule.rank, "note": rule.note,
			"access": rule.access, "credibility": rule.credibility,
		}
	})
}

// claimParts reads who says it, when and where.
func (b *builder) claimParts(rule *claimRule, c *kg.Claim, record kg.Record) (err error) {
	if rule.assertedBy != nil {
		if c.AssertedBy, err = b.mentioned(rule.assertedBy, nil); err != nil {
			return err
		}
	}
	if c.SaidAt, err = b.day(rule.saidAt, "saidAt"); err != nil {
		return err
	}
	if c.HoldsAt, err = b.day(rule.holdsAt, "holdsAt"); err != nil {
		return err
	}
	if text := rule.credibility.of(b.row); text != "" {
		if c.Credibility, err = strconv.Atoi(text); err != nil {
			return b.row.refuse(rule.credibility, "credibility", "not on the Admiralty scale", "write 1 to 6")
		}
	}
	for _, source := range rule.source {
		if c.Source == "" {
			if c.Source, err = b.source(source); err != nil {
				return err
			}
		}
	}
	if record != nil && c.Source == "" && len(record.Head().Sources) > 0 {
		c.Source = record.Head().Sources[0]
	}
	c.Source = cmp.Or(c.Source, b.options.Source)
	return nil
}
