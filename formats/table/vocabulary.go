package table

import (
	"entente/formats"
	"entente/kg"
)

// vocabulary reads the terms that a mapping describes, as datasets do.
func (d *decoder) vocabulary(m *mapping) func(*node) {
	return func(n *node) {
		list := func(kind kg.TermKind, read func(*node, *kg.Term)) func(*node) {
			return func(n *node) {
				d.list(n, func(item *node) {
					t := &kg.Term{TermKind: kind}
					read(item, t)
					d.term(item.at, m, t)
				})
			}
		}
		d.fields(n, "vocabulary", []field{
			{"relationshipTypes", list(kg.TermRelationshipType, d.relationshipTerm)},
			{"kinds", list(kg.TermKindOfEntity, func(n *node, t *kg.Term) {
				const what = "kinds"
				d.fields(n, what, append(d.termFields(what, t), field{"classes", d.classes(what+".classes", &t.Classes)}))
			})},
			{"claimProperties", list(kg.TermClaimProperty, func(n *node, t *kg.Term) {
				const what = "claimProperties"
				d.fields(n, what, append(d.termFields(what, t),
					field{"value", word(d, what+".value", &t.ValueType,
						kg.ValueNone, kg.ValueNumber, kg.ValueDate, kg.ValueText, kg.ValueEntity)},
					field{"unit", d.str(what+".unit", &t.Unit)},
					field{"constant", d.flag(what+".constant", &t.Constant)}))
			})},
		})
	}
}

func (d *decoder) termFields(what string, t *kg.Term) []field {
	return []field{
		{"id", d.str(what+".id", &t.Name)},
		{"label", d.str(what+".label", &t.Label)},
		{"description", d.str(what+".description", &t.Description)},
		{"note", d.str(what+".note", &t.Note)},
	}
}

func (d *decoder) relationshipTerm(n *node, t *kg.Term) {
	const what = "relationshipTypes"
	d.fields(n, what, append(d.termFields(what, t),
		field{"inverseLabel", d.str(what+".inverseLabel", &t.InverseLabel)},
		field{"symmetric", d.flag(what+".symmetric", &t.Symmetric)},
		field{"sign", word(d, what+".sign", &t.Sign, kg.SignCooperative, kg.SignHostile, kg.SignNeutral)},
		field{"from", d.classes(what+".from", &t.From)},
		field{"to", d.classes(what+".to", &t.To)}))
	if t.Sign == "" {
		t.Sign = kg.SignNeutral
	}
}

func (d *decoder) classes(what string, to *[]kg.EntityClass) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			var class kg.EntityClass
			word(d, what, &class, kg.ClassActor, kg.ClassPlace, kg.ClassEvent)(item)
			*to = append(*to, class)
		})
	}
}

// term keeps a term that is complete. Its label may be left out.
func (d *decoder) term(at formats.Position, m *mapping, t *kg.Term) {
	t.ID = kg.TermID(t.TermKind, t.Name)
	if t.Label == "" {
		t.Label = formats.Label(t.Name)
	}
	if err := t.Validate(); err != nil {
		d.note(at, kg.Renamed("name", "id", err))
		return
	}
	if m.terms[t.ID] != nil {
		d.refuse(at, "id", t.Name, "described twice", "")
		return
	}
	m.terms[t.ID] = t
	m.order = append(m.order, t.ID)
}
