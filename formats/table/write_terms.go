package table

import (
	"strings"

	"entente/kg"
)

// vocabulary writes the terms as the vocabulary of a mapping.
func (s *surveyed) vocabulary(p *page) {
	if len(s.terms) == 0 {
		return
	}
	p.line(0, "vocabulary:")
	for _, group := range []struct {
		name string
		kind kg.TermKind
	}{
		{"relationshipTypes", kg.TermRelationshipType},
		{"kinds", kg.TermKindOfEntity},
		{"claimProperties", kg.TermClaimProperty},
	} {
		first := true
		for _, t := range s.terms {
			if t.TermKind != group.kind {
				continue
			}
			if first {
				p.line(1, "%s:", group.name)
				first = false
			}
			p.line(2, "- {%s}", strings.Join(termFields(t), ", "))
		}
	}
	p.line(0, "")
}

// termFields are the fields of a term that are not empty.
func termFields(t *kg.Term) []string {
	fields := []string{"id: " + quoted(t.Name)}
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, name+": "+value)
		}
	}
	text := func(name, value string) {
		if value != "" {
			add(name, quotedAlways(value))
		}
	}
	text("label", t.Label)
	text("inverseLabel", t.InverseLabel)
	text("description", t.Description)
	text("note", t.Note)
	add("symmetric", yesOrNothing(t.Symmetric))
	add("classes", classList(t.Classes))
	add("from", classList(t.From))
	add("to", classList(t.To))
	switch t.TermKind {
	case kg.TermRelationshipType:
		add("sign", string(t.Sign))
	case kg.TermClaimProperty:
		add("value", string(t.ValueType))
		text("unit", t.Unit)
		add("constant", yesOrNothing(t.Constant))
	}
	return fields
}

func classList(classes []kg.EntityClass) string {
	if len(classes) == 0 {
		return ""
	}
	texts := make([]string, len(classes))
	for i, class := range classes {
		texts[i] = string(class)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}
