package table

import (
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A relationshipRule says what tie a row tells of.
type relationshipRule struct {
	header
	kind, sign *text
	from, to   *entityRule
	validity   *validityRule
	properties []*valueRule
	claims     []*claimRule
}

// relationship returns what reads the rule of a relationship.
func (d *decoder) relationship(what string, to *[]*relationshipRule) func(*node) {
	return func(n *node) {
		r := &relationshipRule{}
		*to = append(*to, r)
		d.fields(n, what, append(d.header(what, &r.header), []field{
			{"type", d.text(what+".type", &r.kind)},
			{"from", d.mentioned(what+".from", &r.from)},
			{"to", d.mentioned(what+".to", &r.to)},
			{"validity", d.validity(what+".validity", &r.validity)},
			{"sign", d.text(what+".sign", &r.sign)},
			{"properties", d.properties(what+".properties", &r.properties)},
			{"claims", d.claims(what+".claims", &r.claims)},
		}...))
		if r.kind == nil || r.from == nil || r.to == nil {
			d.refuse(n.at, what, "", "a relationship needs two ends and a type", "write from, to and type")
		}
	}
}

func (r *relationshipRule) under(all *dateRule) {
	r.validity.under(all)
	r.from.under(all)
	r.to.under(all)
	for _, p := range r.properties {
		p.under(all)
	}
	for _, s := range r.sources {
		s.under(all)
	}
	for _, c := range r.claims {
		c.under(all)
	}
}

// relationship puts the tie of a rule into the item.
func (b *builder) relationship(rule *relationshipRule) error {
	name := rule.kind.of(b.row)
	if name == "" {
		return b.row.refuse(rule.kind, "type", "must be set", "fill the cell, or ask for it with if")
	}
	term, err := b.relationshipType(rule.kind, name)
	if err != nil {
		return err
	}
	r := &kg.Relationship{Type: term.Name, Sign: term.Sign}
	if r.From, err = b.mentioned(rule.from, term.From); err != nil {
		return err
	}
	if r.To, err = b.mentioned(rule.to, term.To); err != nil {
		return err
	}
	if r.From == "" || r.To == "" {
		end, field := rule.from, "from"
		if r.From != "" {
			end, field = rule.to, "to"
		}
		return b.row.refuse(end.anyText(), field, "must be set", "fill the cell, or ask for it with if")
	}
	if r.Validity, err = rule.validity.read(b.row, b.options.Now); err != nil {
		return err
	}
	if r.Properties, err = b.properties(rule.properties); err != nil {
		return err
	}
	if sign := rule.sign.of(b.row); sign != "" {
		if r.Sign, err = b.sign(rule.sign, sign); err != nil {
			return err
		}
	}
	return b.finishRelationship(rule, r, term.Symmetric)
}

func (b *builder) finishRelationship(rule *relationshipRule, r *kg.Relationship, symmetric bool) (err error) {
	id := b.tieID(rule, r, symmetric)
	if r.Header, err = b.restingHead(&rule.header, id); err != nil {
		return err
	}
	if err := b.add(r, func() map[string]*text {
		return map[string]*text{
			"id": rule.id, "type": rule.kind, "from": rule.from.anyText(), "to": rule.to.anyText(),
			"sign": rule.sign, "note": rule.note, "access": rule.access,
		}
	}); err != nil {
		return err
	}
	return b.claims(rule.claims, r)
}

// tieID returns the id that the row has for a tie, or one made of all that it says of
// it: the same row is the same tie. A tie without direction is the same from both ends.
func (b *builder) tieID(rule *relationshipRule, r *kg.Relationship, symmetric bool) kg.ID {
	if id := rule.id.of(b.row); id != "" {
		return formats.KeepID("tie", id)
	}
	if symmetric && r.From > r.To {
		r.From, r.To = r.To, r.From
	}
	w := r.Validity.Written
	if w.EndedBefore == b.options.Now.String() {
		w.EndedBefore = "" // when the row was read says nothing of the tie
	}
	content := []string{
		r.Type, string(r.From), string(r.To), string(r.Sign),
		w.EDTF, w.AttestedFrom, w.AttestedUntil, w.StartedAfter, w.EndedBefore, string(w.Zone),
		strconv.FormatBool(w.Ended), strconv.FormatBool(w.Scheduled),
	}
	for _, name := range r.Properties.Names() {
		content = append(content, name, r.Properties[name].String())
	}
	return formats.MakeID("tie", content...)
}

// sign reads the sign of a tie as people write it.
func (b *builder) sign(t *text, s string) (kg.Sign, error) {
	switch strings.ToUpper(s) {
	case "+", "+1", "1", string(kg.SignCooperative):
		return kg.SignCooperative, nil
	case "-", "-1", "−1", string(kg.SignHostile):
		return kg.SignHostile, nil
	case "0", string(kg.SignNeutral):
		return kg.SignNeutral, nil
	}
	return "", b.row.refuse(t, "sign", "not a sign", "write COOPERATIVE, HOSTILE, NEUTRAL, 1, -1 or 0")
}
