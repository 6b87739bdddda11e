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

// terms makes the terms that in lists.
func (in AddVocabularyInput) terms() []*Term {
	var terms []*Term
	for _, k := range in.Kinds {
		t := newTerm(TermKindOfEntity, k.Name, k.Label, k.Description)
		t.Classes = k.Classes
		terms = append(terms, t)
	}
	for _, r := range in.RelationshipTypes {
		t := newTerm(TermRelationshipType, r.Name, r.Label, r.Description)
		t.Symmetric, t.Sign, t.From, t.To = given(r.Symmetric), SignNeutral, r.From, r.To
		t.InverseLabel = given(r.InverseLabel)
		set(&t.Sign, r.Sign)
		terms = append(terms, t)
	}
	for _, p := range in.ClaimProperties {
		t := newTerm(TermClaimProperty, p.Name, p.Label, p.Description)
		t.ValueType, t.Unit, t.Constant = p.ValueType, given(p.Unit), given(p.Constant)
		terms = append(terms, t)
	}
	return terms
}

// AddVocabulary adds terms, all or none. A name that is taken is an ErrConflict.
func (g *Graph) AddVocabulary(ctx context.Context, writer string, in AddVocabularyInput) (Receipt, error) {
	terms := in.terms()
	if len(terms) == 0 {
		return Receipt{}, &InvalidError{Reason: "no term is given"}
	}
	if len(terms) > MaxItems {
		return Receipt{}, &LimitError{What: "terms", Value: len(terms), Limit: MaxItems}
	}
	writes := make([]Write, len(terms))
	for i, t := range terms {
		if err := t.Validate(); err != nil {
			return Receipt{}, under(fmt.Sprintf("terms[%d]", i), err)
		}
		writes[i] = Write{Record: t, Expect: Absent}
	}
	batch, err := in.by(writer).batch(in, writes...)
	if err != nil {
		return Receipt{}, err
	}
	return g.Write(ctx, batch)
}
