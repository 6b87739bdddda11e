package view

import (
	"context"

	"entente/kg"
)

// An Entity is a value of the Entity interface: an Actor, a Place or an Event.
type Entity interface {
	Node
	IsEntity()
}

// An entity has the fields of the Entity interface, written once for all three.
type entity struct {
	record
	entity *kg.Entity
}

// The three types that implement the Entity interface.
type (
	// Actor is who acts.
	Actor struct{ entity }
	// Place is where things are.
	Place struct{ entity }
	// Event is what happens.
	Event struct{ entity }
)

// IsEntity marks the three types as values of the Entity interface.
func (entity) IsEntity() {}

// Class answers the field of that name.
func (e entity) Class() kg.EntityClass { return e.entity.EntityClass }

// Kind answers the field of that name.
func (e entity) Kind(ctx context.Context) (Kind, error) {
	term, err := e.cohort.term(ctx, kg.TermKindOfEntity, e.entity.Kind)
	return Kind{term}, err
}

// Name answers the field of that name.
func (e entity) Name(language *string) string {
	if language == nil {
		return e.entity.Name("", e.view.Value().Valid)
	}
	return e.entity.Name(*language, e.view.Value().Valid)
}

// Names answers the field of that name.
func (e entity) Names() []Name {
	names := make([]Name, len(e.entity.Names))
	for i, name := range e.entity.Names {
		names[i] = Name{name}
	}
	return names
}

// Summary answers the field of that name.
func (e entity) Summary() *string { return optional(e.entity.Summary) }

// Validity answers the field of that name.
func (e entity) Validity() Validity { return Validity{e.entity.Validity} }

// ExternalIDs answers the field of that name.
func (e entity) ExternalIDs() []kg.ExternalID { return e.entity.ExternalIDs }

// FormerIDs answers the field of that name.
func (e entity) FormerIDs() []kg.ID { return e.entity.FormerIDs }

// Properties answers the field of that name.
func (e entity) Properties(ctx context.Context) ([]Property, error) {
	return e.properties(ctx, e.entity.Properties)
}

// Location answers the field of that name.
func (p Place) Location() *kg.Location { return p.entity.entity.Location }

// Relationships answers the field of that name.
func (e entity) Relationships(
	ctx context.Context, where *kg.RelationshipFilter, direction *kg.Direction, orderBy *RelationshipOrder,
	asOf *AsOf, first *int, after *string, last *int, before *string,
) (EntityRelationshipConnection, error) {
	ties := Ties{where, direction, orderBy, asOf, Page{first, after, last, before}}
	list, err := ties.list()
	if err != nil {
		return EntityRelationshipConnection{}, err
	}
	pages, err := paged(ctx, e.cohort, ties.key(), asOf, func(m member) kg.RelationshipList {
		of := list
		of.Of, of.View = m.rec.Head().ID, new(m.view.Value())
		return of
	})
	return EntityRelationshipConnection{pages.of(e.member), e.ID()}, err
}

// A Name is a name of an entity.
type Name struct{ name kg.Name }

// Text answers the field of that name.
func (n Name) Text() string { return n.name.Text }

// Language answers the field of that name.
func (n Name) Language() *string { return optional(n.name.Language) }

// Script answers the field of that name.
func (n Name) Script() *string { return optional(n.name.Script) }

// Kind answers the field of that name.
func (n Name) Kind() kg.NameKind { return n.name.Kind }

// Validity answers the field of that name.
func (n Name) Validity() *Validity {
	if n.name.Validity == nil {
		return nil
	}
	return &Validity{*n.name.Validity}
}
