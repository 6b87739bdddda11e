package dataset

import (
	"cmp"
	"fmt"
	"iter"
	"strings"

	"entente/kg"
)

// The types of the relationships that entities are written with.
const (
	typeTookPlaceAt = "took-place-at"
	typeLocatedIn   = "located-in"
)

// ties yields the relationships that an entity is written with, each as what puts it:
// an event's participants and place, and what a place lies in. Those with an event take
// its time, which a validity without text says.
func (c *converter) ties(e *entity) iter.Seq[func()] {
	return func(yield func(func()) bool) {
		for j := range e.Participants {
			if !yield(func() { c.participation(e, j) }) {
				return
			}
		}
		if e.Place != "" && !yield(func() { c.place(e) }) {
			return
		}
		if e.Within != "" {
			yield(func() { c.within(e) })
		}
	}
}

func (c *converter) place(e *entity) {
	if c.fieldOf(e, kg.ClassEvent, "place") {
		c.locate(e, "place", typeTookPlaceAt, e.Place, kg.Validity{Span: e.made.Validity.Span})
	}
}

func (c *converter) within(e *entity) {
	if c.fieldOf(e, kg.ClassPlace, "within") {
		c.locate(e, "within", typeLocatedIn, e.Within, kg.Unknown)
	}
}

// fieldOf reports whether an entity is of the class that a field is for, and refuses
// the field where it is not.
func (c *converter) fieldOf(e *entity, class kg.EntityClass, field string) bool {
	if e.Class != string(class) {
		c.refuse(e.of(field), field, "", fmt.Sprintf("an entity of class %s has no such field", e.Class),
			fmt.Sprintf("it is for class %s", class))
		return false
	}
	return true
}

// participation puts the tie of the event's participant at a place in the list.
func (c *converter) participation(e *entity, at int) {
	if !c.fieldOf(e, kg.ClassEvent, "participants") {
		return
	}
	event := e.made
	p := e.Participants[at]
	r := &kg.Relationship{
		Header: kg.Header{
			ID: kg.ID(e.ID + "." + p.Entity), Access: event.Access, Sources: event.Sources, Note: p.Note,
		},
		Type: kg.TypeParticipation, From: kg.ID(p.Entity), To: event.ID,
		Validity: kg.Validity{Span: event.Validity.Span},
	}
	if len(p.Sources) > 0 {
		r.Sources = ids(p.Sources)
	}
	if p.Role != "" {
		r.ID += kg.ID("." + slug(p.Role))
		r.Properties = kg.Properties{"role": {Type: kg.ValueText, Text: p.Role}}
	}
	c.tie(r, &e.origin, fmt.Sprintf("participants[%d]", at))
}

// locate puts the tie of an entity to the place that a field names.
func (c *converter) locate(e *entity, field, kind, place string, when kg.Validity) {
	c.tie(&kg.Relationship{
		Header: kg.Header{
			ID: kg.ID(e.ID + "." + kind + "." + place), Access: kg.Access(e.Access), Sources: ids(e.Sources),
		},
		Type: kind, From: kg.ID(e.ID), To: kg.ID(place), Validity: when,
	}, &e.origin, field)
}

// tie puts a relationship, with its type's sign where it has none of its own.
func (c *converter) tie(r *kg.Relationship, o *origin, path string) {
	term, err := c.term(kg.TermRelationshipType, r.Type)
	if err != nil {
		c.note(o, path, at("type", err))
		return
	}
	r.Sign = cmp.Or(r.Sign, term.Sign)
	c.put(r, o, path)
}

// slug writes a role as a part of an id: letters and digits, the rest hyphens.
func slug(role string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
			return r
		}
		return '-'
	}, role)
}
