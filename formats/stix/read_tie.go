package stix

import (
	"cmp"

	"entente/formats"
	"entente/kg"
)

// relationship reads a tie between two entities.
func (r *reader) relationship(it *item) {
	o := it.object
	from, to := o.text("source_ref"), o.text("target_ref")
	when, err := r.validity(it)
	for field, ref := range map[string]string{"source_ref": from, "target_ref": to} {
		if err == nil {
			err = r.revoked(field, ref)
		}
	}
	if err != nil {
		it.err = err
		return
	}
	term := r.typeNamed(o.text("relationship_type"), classOf(typeOf(from)), classOf(typeOf(to)))
	it.add(&kg.Relationship{
		Header: kg.Header{
			ID: r.id(o.id), Access: r.access(it), Sources: r.references(it),
			Note: it.cut("description", o.text("description"), kg.MaxText),
		},
		Type: term.Name, From: r.id(from), To: r.id(to), Validity: when, Sign: term.Sign, Properties: it.properties(),
	})
}

// typeNamed returns the relationship type of a name.
func (r *reader) typeNamed(name string, from, to kg.EntityClass) *kg.Term {
	name = cmp.Or(name, "related-to")
	return r.lexicon.Type(kg.Term{Name: formats.TermName(name), Label: formats.Label(name)}, from, to)
}

// parts reads who and what a sighting or an observation is of, and where.
func (r *reader) parts(it *item) {
	o := it.object
	refs := map[string][]string{
		"object_refs": o.list("object_refs"), "where_sighted_refs": o.list("where_sighted_refs"),
		"observed_data_refs": o.list("observed_data_refs"),
	}
	if of := o.text("sighting_of_ref"); of != "" {
		refs["sighting_of_ref"] = []string{of}
	}
	for _, part := range [...]struct{ property, role string }{
		{"sighting_of_ref", "sighted"},
		{"where_sighted_refs", "sighted by"},
		{"observed_data_refs", "observed in"},
		{"object_refs", "observed"},
	} {
		for _, ref := range refs[part.property] {
			switch {
			case !entityType(typeOf(ref)):
				it.remark(part.property, ref, "kept as a property only: it is no entity here")
			case r.latest[formats.Hash(ref)].revoked:
				it.remark(part.property, ref, "left out: it is revoked")
			default:
				it.add(r.part(it, ref, part.role))
			}
		}
	}
}

// part ties an entity to an event.
func (r *reader) part(it *item, ref, role string) kg.Record {
	o := it.object
	from, to, name := r.id(ref), r.id(o.id), kg.TypeParticipation
	fromClass, toClass := classOf(typeOf(ref)), kg.ClassEvent
	when := kg.Validity{Span: kg.Unknown.Span} // a graph gives it the event's
	switch fromClass {
	case kg.ClassPlace:
		from, to, fromClass, toClass, name = to, from, toClass, fromClass, "took-place-at"
	case kg.ClassEvent:
		name = "related-to"
		when, _ = r.validity(&item{object: o}) // it was read before
	}
	term := r.typeNamed(name, fromClass, toClass)
	return &kg.Relationship{
		Header: kg.Header{
			ID: kg.ID(made("tie", o, role, ref)), Access: r.access(&item{object: o}), Sources: []kg.ID{r.Source},
		},
		Type: term.Name, From: from, To: to, Validity: when, Sign: term.Sign,
		Properties: kg.Properties{kg.PropertyRole: {Type: kg.ValueText, Text: role}},
	}
}

// tieOfTie reads a relationship of which an end is a relationship, as a claim about that:
// the other end is its value.
func (r *reader) tieOfTie(it *item) {
	o := it.object
	about, other, field := o.text("target_ref"), o.text("source_ref"), "source_ref"
	if entityType(typeOf(about)) {
		about, other, field = other, about, "target_ref"
	}
	switch {
	case typeOf(about) != "relationship" || !entityType(typeOf(other)):
		it.err = &kg.InvalidError{
			Field: field, Value: other, Reason: "not a tie with an entity",
			Accepted: "one end must be an object that is an entity here, the other one or a relationship",
		}
		return
	case r.revoked(field, about) != nil:
		it.err = r.revoked(field, about)
		return
	}
	name := formats.TermName(cmp.Or(o.text("relationship_type"), "related-to"))
	property := r.lexicon.Property(kg.Term{Name: name, Label: formats.Label(name), ValueType: kg.ValueEntity})
	it.remark("target_ref", about, "read as a claim about the relationship: ties have entities at both ends")
	when, err := r.validity(it)
	if err != nil {
		it.err = err
		return
	}
	holds, _ := o.moment("start_time")
	if when.EDTF == "/" {
		holds = "" // a filler
	}
	c := r.claim(it, kg.Claim{
		Header: kg.Header{ID: r.id(o.id), Note: it.cut("description", o.text("description"), kg.MaxText)},
		About:  r.id(about), Property: property.Name, Value: kg.Value{Type: kg.ValueEntity, Entity: r.id(other)},
		HoldsAt: kg.DateText(holds),
	})
	it.add(c)
}
