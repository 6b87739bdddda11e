package view

import (
	"context"

	"entente/kg"
)

// term returns a term that a record uses. The vocabulary is always current.
func (c *cohort) term(ctx context.Context, kind kg.TermKind, name string) (term, error) {
	return termIn(ctx, c.graph, kind, name)
}

func termIn(ctx context.Context, graph *kg.Graph, kind kg.TermKind, name string) (term, error) {
	vocabulary, err := graph.VocabularyWith(ctx, kind, name)
	if err != nil {
		return term{}, err
	}
	found, err := vocabulary.Term(kind, name)
	return term{found}, err
}

// A term has the fields that the three types of terms share.
type term struct{ term *kg.Term }

// The three types of terms.
type (
	// Kind is a kind of entity.
	Kind struct{ term }
	// RelationshipType is a type of relationship.
	RelationshipType struct{ term }
	// ClaimProperty is a property that claims speak of.
	ClaimProperty struct{ term }
)

// termOf returns a term as a value of its type.
func termOf(t *kg.Term) Node {
	switch t.TermKind {
	case kg.TermKindOfEntity:
		return Kind{term{t}}
	case kg.TermRelationshipType:
		return RelationshipType{term{t}}
	default:
		return ClaimProperty{term{t}}
	}
}

// IsNode marks terms as values of the Node interface.
func (term) IsNode() {}

// ID answers the field of that name.
func (t term) ID() kg.ID { return t.term.ID }

// Name answers the field of that name.
func (t term) Name() string { return t.term.Name }

// Label answers the field of that name.
func (t term) Label() string { return t.term.Label }

// Description answers the field of that name.
func (t term) Description() *string { return optional(t.term.Description) }

// Classes answers the field of that name.
func (k Kind) Classes() []kg.EntityClass { return k.term.term.Classes }

// InverseLabel answers the field of that name.
func (r RelationshipType) InverseLabel() *string { return optional(r.term.term.InverseLabel) }

// Symmetric answers the field of that name.
func (r RelationshipType) Symmetric() bool { return r.term.term.Symmetric }

// Sign answers the field of that name.
func (r RelationshipType) Sign() kg.Sign { return r.term.term.Sign }

// From answers the field of that name.
func (r RelationshipType) From() []kg.EntityClass { return r.term.term.From }

// To answers the field of that name.
func (r RelationshipType) To() []kg.EntityClass { return r.term.term.To }

// ValueType answers the field of that name.
func (p ClaimProperty) ValueType() kg.ValueType { return p.term.term.ValueType }

// Unit answers the field of that name.
func (p ClaimProperty) Unit() *string { return optional(p.term.term.Unit) }

// Constant answers the field of that name.
func (p ClaimProperty) Constant() bool { return p.term.term.Constant }

// A named is what is said of the relationships of one type.
type named struct {
	graph *kg.Graph
	kind  string
}

// Type answers the field of that name.
func (n named) Type(ctx context.Context) (RelationshipType, error) {
	found, err := termIn(ctx, n.graph, kg.TermRelationshipType, n.kind)
	return RelationshipType{found}, err
}

// A Vocabulary is a value of that type.
type Vocabulary struct{ vocabulary *kg.Vocabulary }

// CurrentVocabulary answers the root field vocabulary.
func CurrentVocabulary(ctx context.Context, graph *kg.Graph) (Vocabulary, error) {
	vocabulary, err := graph.Vocabulary(ctx)
	return Vocabulary{vocabulary}, err
}

// Kinds answers the field of that name.
func (v Vocabulary) Kinds() []Kind {
	return termsOf(v, kg.TermKindOfEntity, func(t term) Kind { return Kind{t} })
}

// RelationshipTypes answers the field of that name.
func (v Vocabulary) RelationshipTypes() []RelationshipType {
	return termsOf(v, kg.TermRelationshipType, func(t term) RelationshipType { return RelationshipType{t} })
}

// ClaimProperties answers the field of that name.
func (v Vocabulary) ClaimProperties() []ClaimProperty {
	return termsOf(v, kg.TermClaimProperty, func(t term) ClaimProperty { return ClaimProperty{t} })
}

func termsOf[T any](v Vocabulary, kind kg.TermKind, as func(term) T) []T {
	var terms []T
	for _, t := range v.vocabulary.Terms(kind) {
		terms = append(terms, as(term{t}))
	}
	return terms
}
