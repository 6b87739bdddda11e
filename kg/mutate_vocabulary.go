package kg

import (
	"context"
	"fmt"
)

// AddVocabularyInput lists new terms.
type AddVocabularyInput struct {
	WriteOptions
	Kinds             []KindInput
	RelationshipTypes []RelationshipTypeInput
	ClaimProperties   []ClaimPropertyInput
}

// KindInput describes a kind of entity.
type KindInput struct {
	Name        string
	Label       *string
	Description *string
	Classes     []EntityClass
}

// RelationshipTypeInput describes a type of relationship.
type RelationshipTypeInput struct {
	Name         string
	Label        *string
	InverseLabel *string
	Description  *string
	Symmetric    *bool
	Sign         *Sign
	From         []EntityClass
	To           []EntityClass
}

// ClaimPropertyInput describes a property that claims speak of.
type ClaimPropertyInput struct {
	Name        string
	Label       *string
	Description *string
	ValueType   ValueType
	Unit        *string
	Constant    *bool
}

// newTerm makes a term of a kind; its label is its name unless another is given.
func newTerm(kind TermKind, name string, label, description *string) *Term {
	t := &Term{TermKind: kind, Name: name, Label: name, Description: given(description)}
	t.ID = TermID(kind, name)
	set(&t.Label, label)
	return t
}

// A newTerms is a list of terms and, for each, where it was given.
type newTerms struct {
	terms  []*Term
	places []string
}

func (n *newTerms) add(list string, i int, t *Term) {
	n.terms = append(n.terms, t)
	n.places = append(n.places, fmt.Sprintf("%s[%d]", list, i))
}

// terms makes the terms that in lists.
func (in AddVocabularyInput) terms() newTerms {
	var made newTerms
	for i, k := range in.Kinds {
		t := newTerm(TermKindOfEntity, k.Name, k.Label, k.Description)
		t.Classes = k.Classes
		made.add("kinds", i, t)
	}
	for i, r := range in.RelationshipTypes {
		t := newTerm(TermRelationshipType, r.Name, r.Label, r.Description)
		t.Symmetric, t.Sign, t.From, t.To = given(r.Symmetric), SignNeutral, r.From, r.To
		t.InverseLabel = given(r.InverseLabel)
		set(&t.Sign, r.Sign)
		made.add("relationshipTypes", i, t)
	}
	for i, p := range in.ClaimProperties {
		t := newTerm(TermClaimProperty, p.Name, p.Label, p.Description)
		t.ValueType, t.Unit, t.Constant = p.ValueType, given(p.Unit), given(p.Constant)
		made.add("claimProperties", i, t)
	}
	return made
}

// AddVocabulary adds terms, all or none. A name that is taken is an ErrConflict.
func (g *Graph) AddVocabulary(ctx context.Context, writer string, in AddVocabularyInput) (Receipt, error) {
	made := in.terms()
	terms := made.terms
	if len(terms) == 0 {
		return Receipt{}, &InvalidError{Reason: "no term is given"}
	}
	if len(terms) > MaxItems {
		return Receipt{}, &LimitError{What: "terms", Value: len(terms), Limit: MaxItems}
	}
	writes := make([]Write, len(terms))
	for i, t := range terms {
		if err := t.Validate(); err != nil {
			return Receipt{}, under(made.places[i], err)
		}
		writes[i] = Write{Record: t, Expect: Absent}
	}
	batch, err := in.by(writer).batch(in, writes...)
	if err != nil {
		return Receipt{}, err
	}
	return g.Write(ctx, batch)
}
