package view

import (
	"context"
	"fmt"

	"entente/kg"
)

// A Relationship is a value of that type.
type Relationship struct {
	record
	relationship *kg.Relationship
}

// Type answers the field of that name.
func (r Relationship) Type(ctx context.Context) (RelationshipType, error) {
	term, err := r.cohort.term(ctx, kg.TermRelationshipType, r.relationship.Type)
	return RelationshipType{term}, err
}

// From answers the field of that name.
func (r Relationship) From(ctx context.Context) (Entity, error) {
	return r.end(ctx, r.relationship.From)
}

// To answers the field of that name.
func (r Relationship) To(ctx context.Context) (Entity, error) { return r.end(ctx, r.relationship.To) }

// end returns an end: as it was found with the relationship, or fetched for all
// relationships that were found without.
func (r Relationship) end(ctx context.Context, id kg.ID) (Entity, error) {
	if found, ok := r.cohort.ends[place{id, r.view}]; ok {
		return found, nil
	}
	nodes, err := r.cohort.follow(ctx, "from", "to")
	if err != nil {
		return nil, err
	}
	end, ok := nodes[place{id, r.view}].(Entity)
	if !ok {
		return nil, fmt.Errorf("the end %s of %s: %w", id, r.ID(), kg.ErrNotFound)
	}
	return end, nil
}

// Validity answers the field of that name.
func (r Relationship) Validity(ctx context.Context) (Validity, error) {
	v := r.relationship.Validity
	if v.EDTF != "" {
		return Validity{v}, nil
	}
	for _, id := range []kg.ID{r.relationship.From, r.relationship.To} {
		end, err := r.end(ctx, id)
		if err != nil {
			return Validity{}, err
		}
		if event, ok := end.(Event); ok {
			return event.Validity(), nil
		}
	}
	return Validity{v}, nil
}

// Sign answers the field of that name.
func (r Relationship) Sign() kg.Sign { return r.relationship.Sign }

// Status answers the field of that name.
func (r Relationship) Status(at *string) (kg.RelationshipStatus, error) {
	window := r.view.Value().StatusWindow()
	if at != nil {
		var err error
		if window, err = kg.ParseWindow(*at, r.view.Value().Zone); err != nil {
			return "", kg.InField("at", err)
		}
		if window.Unbounded() {
			return "", &kg.InvalidError{
				Field: "at", Value: *at, Reason: "no status can be told for all of time",
				Accepted: "write a day, month, year, instant or interval",
			}
		}
	}
	return r.relationship.Validity.Span.Status(window), nil
}

// Holds answers the field of that name.
func (r Relationship) Holds() *kg.Certainty {
	if certainty := r.relationship.Validity.Span.Holds(r.view.Value().Valid); certainty != "" {
		return &certainty
	}
	return nil
}

// Statement answers the field of that name.
func (r Relationship) Statement(ctx context.Context) (string, error) {
	kind, err := r.Type(ctx)
	if err != nil {
		return "", err
	}
	validity, err := r.Validity(ctx)
	if err != nil {
		return "", err
	}
	from, err := r.From(ctx)
	if err != nil {
		return "", err
	}
	to, err := r.To(ctx)
	if err != nil {
		return "", err
	}
	return kg.Statement(nameOf(from), kind.Label(), nameOf(to), r.relationship.Symmetric, validity.validity), nil
}

// nameOf returns the English name of an entity, or what comes nearest.
func nameOf(e Entity) string {
	english := "en"
	return e.(interface{ Name(*string) string }).Name(&english)
}

// Properties answers the field of that name.
func (r Relationship) Properties(ctx context.Context) ([]Property, error) {
	return r.properties(ctx, r.relationship.Properties)
}
