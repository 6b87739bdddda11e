package stix

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// exact reads an object by the record that Entente wrote it from, and reports whether it
// could. Where names, description, times or ends of the object are no longer those that
// the record is written with, another program changed them, and they count.
func (r *reader) exact(it *item) bool {
	x, o := it.object.exact, it.object
	if x.Vocabulary != "" {
		r.adopt(it, x.Vocabulary)
		return true
	}
	record, err := formats.Exact{Class: x.Class, Record: json.RawMessage(x.Record)}.Read(r.Now)
	if err != nil {
		it.err = err
		return true
	}
	if id := record.Head().ID; idFor(o.kind, id) != o.id {
		it.remark("id", o.id, "not the id of "+string(id)+", from which the object was written: read as it stands")
		if x.Class == kg.ClassSource {
			it.err = &kg.InvalidError{Field: "id", Value: o.id, Reason: "not the id of the source in its extension"}
		}
		return it.err != nil
	}
	switch record := record.(type) {
	case *kg.Entity:
		it.err = r.entityAsFound(it, record)
	case *kg.Relationship:
		it.err = r.tieAsFound(it, record)
	}
	it.add(record)
	return true
}

// adopt takes over the terms that a bundle brings along.
func (r *reader) adopt(it *item, text string) {
	var terms []*kg.Term
	if err := json.Unmarshal([]byte(text), &terms); err != nil {
		it.err = &kg.InvalidError{Field: "vocabulary", Value: text, Reason: "not a list of terms"}
		return
	}
	for _, t := range terms {
		if t == nil {
			continue
		}
		if err := t.Validate(); err != nil {
			it.remark("vocabulary", t.Name, "not a term: "+err.Error())
			continue
		}
		r.lexicon.Adopt(t)
	}
}

const changed = "changed since it was written: read as it stands"

// entityAsFound puts what was changed in an object into its entity.
func (r *reader) entityAsFound(it *item, e *kg.Entity) (err error) {
	o := it.object
	if names := renamed(o, e.Names); names != nil {
		it.remark("name", o.text("name"), changed)
		e.Names = names
	}
	described := !forms[o.kind].observable && o.kind != "sighting"
	if text := o.text("description"); described && text != strings.TrimSpace(e.Summary) {
		it.remark("description", text, changed)
		e.Summary = it.cut("description", text, kg.MaxText)
	}
	e.Validity, err = r.timeAsFound(it, e.Validity)
	return err
}

// renamed returns the names of an entity as an object has them, or nil where they are
// those that the entity has. One of a type without aliases has one of them.
func renamed(o *object, names []kg.Name) []kg.Name {
	name := cmp.Or(o.text("name"), o.text("value"))
	var found []string
	for _, n := range names {
		found = append(found, strings.TrimSpace(n.Text))
	}
	if name != "" && !slices.Contains(found, name) {
		if aliased[o.kind] {
			return (&item{object: o}).names()
		}
		return append([]kg.Name{{Text: (&item{object: o}).cut("name", name, kg.MaxName), Kind: kg.NameOfficial}}, names...)
	}
	if !aliased[o.kind] {
		return nil
	}
	listed := append(o.list("aliases"), name)
	slices.Sort(listed)
	slices.Sort(found)
	if slices.Equal(slices.Compact(listed), slices.Compact(found)) {
		return nil
	}
	return (&item{object: o}).names()
}

// tieAsFound puts what was changed in an object into its relationship.
func (r *reader) tieAsFound(it *item, rel *kg.Relationship) (err error) {
	o := it.object
	if o.kind != "relationship" {
		return nil
	}
	if from, to := r.id(o.text("source_ref")), r.id(o.text("target_ref")); from != rel.From || to != rel.To {
		it.remark("source_ref", o.text("source_ref"), "the ends were "+changed)
		rel.From, rel.To = from, to
	}
	rel.Validity, err = r.timeAsFound(it, rel.Validity)
	return err
}

func (r *reader) timeAsFound(it *item, v kg.Validity) (kg.Validity, error) {
	o := it.object
	found := map[string]string{}
	for _, name := range timeFields(o.kind) {
		if text := o.text(name); text != "" {
			found[name] = text
		}
	}
	if maps.Equal(found, timesOf(o.kind, v)) {
		return v, nil
	}
	it.remark("", "", "the times were "+changed)
	return r.validity(it)
}
