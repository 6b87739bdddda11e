package table

import (
	"fmt"
	"slices"

	"entente/formats"
	"entente/kg"
)

// maxTerms is how many terms a table may bring with it. More are a sign of a column
// that was taken for another.
const maxTerms = 10_000

// term returns the term that a text of a row stands for: one of the mapping, one of the
// vocabulary, or one that newTerm makes of a name. The name is the text itself where that is a
// known term, else what follows from it.
func (b *builder) term(t *text, kind kg.TermKind, s string, newTerm func(string) *kg.Term) (*kg.Term, error) {
	for _, name := range []string{s, formats.TermName(s)} {
		id := kg.TermID(kind, name)
		if term := b.mapping.terms[id]; term != nil {
			return b.inUse(term), nil
		}
		if term := b.made[id]; term != nil {
			return term, nil
		}
		if term := b.inUse(&kg.Term{TermKind: kind, Name: name}); term.ID != "" {
			return term, nil
		}
	}
	if len(b.made) >= maxTerms {
		return nil, &formats.Error{At: b.row.place(t.column()), Err: fmt.Errorf(
			"%w: more than %d different words in this column; is it the right one?", kg.ErrLimit, maxTerms)}
	}
	term := newTerm(formats.TermName(s))
	term.ID, term.TermKind = kg.TermID(kind, term.Name), kind
	if err := term.Validate(); err != nil {
		return nil, b.row.blame(t.column(), string(kind), err)
	}
	b.made[term.ID] = term
	b.fresh = append(b.fresh, term)
	return term, nil
}

// inUse returns the term of the vocabulary of a term's name, and the term itself where
// there is none.
func (b *builder) inUse(term *kg.Term) *kg.Term {
	if b.options.Vocabulary != nil {
		if there, err := b.options.Vocabulary.Term(term.TermKind, term.Name); err == nil {
			return there
		}
	}
	return term
}

func (b *builder) relationshipType(t *text, s string) (*kg.Term, error) {
	return b.term(t, kg.TermRelationshipType, s, func(name string) *kg.Term {
		return &kg.Term{Name: name, Label: formats.Label(s), Sign: kg.SignNeutral}
	})
}

// usualKinds are the kinds of entities of which nothing more is said.
var usualKinds = map[kg.EntityClass]string{
	kg.ClassActor: "actor", kg.ClassPlace: "place", kg.ClassEvent: "event",
}

// kind returns the name of the kind that a text stands for, which must be one for the
// class.
func (b *builder) kind(t *text, class kg.EntityClass) (string, error) {
	s := t.of(b.row)
	if s == "" {
		s = usualKinds[class]
	}
	term, err := b.term(t, kg.TermKindOfEntity, s, func(name string) *kg.Term {
		return &kg.Term{Name: name, Label: formats.Label(s), Classes: []kg.EntityClass{class}}
	})
	if err != nil {
		return "", err
	}
	if !slices.Contains(term.Classes, class) {
		return "", b.row.blame(t.column(), "kind", &kg.InvalidError{
			Value: s, Reason: fmt.Sprintf("not a kind for class %s", class),
			Accepted: fmt.Sprintf("it is for %v: write another kind or class in the mapping", term.Classes),
		})
	}
	return term.Name, nil
}

// bounds are the claim properties that the graph itself reads, with their values.
var bounds = map[string]kg.ValueType{
	kg.PropertyExists: kg.ValueNone, kg.PropertyStart: kg.ValueDate, kg.PropertyEnd: kg.ValueDate,
}

func (b *builder) claimProperty(rule *claimRule, s string) (*kg.Term, error) {
	return b.term(rule.property, kg.TermClaimProperty, s, func(name string) *kg.Term {
		kind, known := bounds[name]
		switch {
		case known:
		case rule.value.kind != "":
			kind = rule.value.kind
		default:
			kind = kg.ValueText
		}
		return &kg.Term{Name: name, Label: formats.Label(s), ValueType: kind}
	})
}
