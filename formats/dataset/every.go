package dataset

import (
	"iter"

	"entente/kg"
)

// The names of records in JSON lines.
const (
	lineRelationshipType = "relationshipType"
	lineKind             = "kind"
	lineClaimProperty    = "claimProperty"
	lineSource           = "source"
	lineEntity           = "entity"
	lineRelationship     = "relationship"
	lineClaim            = "claim"
)

// A mention is a place of a file that makes a record.
type mention struct {
	// name is what JSON lines call the record whose origin it is.
	name   string
	origin *origin
	// put turns it into a record, or notes what is wrong.
	put func()
	// when, if set, reads the record's time.
	when func() (kg.Validity, error)
}

// every goes through the files by the class of record: terms, sources, entities, the
// ties that these are written with, relationships, claims.
func (c *converter) every(files []file) iter.Seq[mention] {
	return func(yield func(mention) bool) {
		steps := []func(*file, func(mention) bool) bool{
			c.everyTerm, c.everySource, c.everyEntity, c.everyTie, c.everyRelationship, c.everyClaim,
		}
		for _, step := range steps {
			for i := range files {
				if !step(&files[i], yield) {
					return
				}
			}
		}
	}
}

func (c *converter) everyTerm(f *file, yield func(mention) bool) bool {
	v := f.Vocabulary
	return v == nil ||
		each(v.Kinds, func(t *kind) bool {
			return yield(mention{lineKind, &t.origin, func() { c.kind(t) }, nil})
		}) && each(v.ClaimProperties, func(t *claimProperty) bool {
			return yield(mention{lineClaimProperty, &t.origin, func() { c.claimProperty(t) }, nil})
		}) && each(v.RelationshipTypes, func(t *relationshipType) bool {
			return yield(mention{lineRelationshipType, &t.origin, func() { c.relationshipType(t) }, nil})
		})
}

func (c *converter) everySource(f *file, yield func(mention) bool) bool {
	return each(f.Sources, func(s *source) bool {
		return yield(mention{lineSource, &s.origin, func() { c.source(s) }, nil})
	})
}

func (c *converter) everyEntity(f *file, yield func(mention) bool) bool {
	return each(f.Entities, func(e *entity) bool {
		when := func() (kg.Validity, error) { return c.validity(e.Validity, true) }
		return yield(mention{lineEntity, &e.origin, func() { c.entity(e) }, when})
	})
}

func (c *converter) everyTie(f *file, yield func(mention) bool) bool {
	return each(f.Entities, func(e *entity) bool {
		if e.made == nil {
			return true
		}
		for put := range c.ties(e) {
			if !yield(mention{lineEntity, &e.origin, put, nil}) {
				return false
			}
		}
		return true
	})
}

func (c *converter) everyRelationship(f *file, yield func(mention) bool) bool {
	return each(f.Relationships, func(r *relationship) bool {
		when := func() (kg.Validity, error) { return c.when(r) }
		return yield(mention{lineRelationship, &r.origin, func() { c.relationship(r) }, when})
	})
}

func (c *converter) everyClaim(f *file, yield func(mention) bool) bool {
	return each(f.Claims, func(cl *claim) bool {
		return yield(mention{lineClaim, &cl.origin, func() { c.claim(cl) }, nil})
	})
}

// each calls visit for each item until it returns false, and reports whether it never
// did.
func each[T any](items []T, visit func(*T) bool) bool {
	for i := range items {
		if !visit(&items[i]) {
			return false
		}
	}
	return true
}
