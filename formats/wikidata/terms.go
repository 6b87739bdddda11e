package wikidata

import (
	"slices"
	"strings"

	"entente/kg"
)

// vocabulary finds the terms of the graph that fit, and makes those that it lacks.
// Those of another make get a name with wikidata- before it beside them.
type vocabulary struct {
	known *kg.Vocabulary
	made  map[kg.ID]*kg.Term
	// fresh are those that were made since they were last taken.
	fresh []kg.Record
	// labels are those of properties, as the files have them.
	labels map[string]string
}

// term returns the term of a name, as it is known or was made, or nil.
func (v *vocabulary) term(kind kg.TermKind, name string) *kg.Term {
	if t := v.made[kg.TermID(kind, name)]; t != nil {
		return t
	}
	if v.known != nil {
		if t, err := v.known.Term(kind, name); err == nil {
			return t
		}
	}
	return nil
}

// make makes a term.
func (v *vocabulary) make(t kg.Term) string {
	t.ID = kg.TermID(t.TermKind, t.Name)
	v.made[t.ID] = &t
	v.fresh = append(v.fresh, &t)
	return t.Name
}

// take returns the terms that were made since the last time.
func (v *vocabulary) take() []kg.Record {
	fresh := v.fresh
	v.fresh = nil
	return fresh
}

// kindName returns the name of the kind of what an item is.
func (v *vocabulary) kindName(what kindOf) string {
	classesOf := []kg.EntityClass{what.class}
	if what.kind == unclassified {
		classesOf = classes
	}
	name := what.kind
	if t := v.term(kg.TermKindOfEntity, name); t != nil {
		if slices.Contains(t.Classes, what.class) {
			return name
		}
		name = "wikidata-" + name
		if v.term(kg.TermKindOfEntity, name) != nil {
			return name
		}
	}
	label := kindLabels[what.kind]
	if label == "" {
		label = strings.ReplaceAll(what.kind, "-", " ")
	}
	return v.make(kg.Term{TermKind: kg.TermKindOfEntity, Name: name, Label: label, Classes: classesOf})
}

// typeName returns the name of the relationship type of a property between two classes.
func (v *vocabulary) typeName(id string, p property, from, to kg.EntityClass) string {
	t := v.term(kg.TermRelationshipType, p.name)
	switch {
	case p.name == "":
	case t == nil && fits(p.from, from) && fits(p.to, to):
		return v.make(kg.Term{
			TermKind: kg.TermRelationshipType, Name: p.name, Label: p.label, InverseLabel: p.inverse,
			Sign: p.sign, Symmetric: p.symmetric, From: p.from, To: p.to,
		})
	case t != nil && t.Symmetric == p.symmetric && fits(t.From, from) && fits(t.To, to):
		return p.name
	}
	name := "wikidata-" + strings.ToLower(id)
	if v.term(kg.TermRelationshipType, name) != nil {
		return name
	}
	return v.make(kg.Term{
		TermKind: kg.TermRelationshipType, Name: name, Label: v.label(id, p.label), Sign: kg.SignNeutral,
		Symmetric: p.symmetric, Description: described(id),
	})
}

func fits(permitted []kg.EntityClass, class kg.EntityClass) bool {
	return len(permitted) == 0 || slices.Contains(permitted, class)
}

// propertyName returns the name of the claim property for the values of a property.
func (v *vocabulary) propertyName(id string, value kg.ValueType, m measure) string {
	if m.name != "" {
		t := v.term(kg.TermClaimProperty, m.name)
		if t != nil && t.ValueType == value {
			return m.name
		}
		if t == nil {
			return v.make(kg.Term{
				TermKind: kg.TermClaimProperty, Name: m.name, Label: m.label, ValueType: value, Unit: m.unit,
			})
		}
	}
	name := "wikidata-" + strings.ToLower(id)
	if v.term(kg.TermClaimProperty, name) != nil {
		return name
	}
	return v.make(kg.Term{
		TermKind: kg.TermClaimProperty, Name: name, Label: v.label(id, m.label), ValueType: value,
		Description: described(id),
	})
}

// built returns the name of one of the claim properties that a graph itself reads.
func (v *vocabulary) built(name string, value kg.ValueType) string {
	if v.term(kg.TermClaimProperty, name) == nil {
		v.make(kg.Term{
			TermKind: kg.TermClaimProperty, Name: name, Label: name, ValueType: value,
			Constant: value == kg.ValueDate,
		})
	}
	return name
}

// label returns the label of a property.
func (v *vocabulary) label(id, otherwise string) string {
	if label := v.labels[id]; label != "" {
		return label
	}
	if otherwise != "" {
		return otherwise
	}
	return "Wikidata property " + id
}

func described(id string) string {
	return "The property " + id + " of Wikidata: https://www.wikidata.org/wiki/Property:" + id
}
