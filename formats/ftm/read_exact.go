package ftm

import (
	"maps"
	"slices"

	"entente/formats"
	"entente/kg"
)

// exact reads a line by the record that Entente wrote it from, and reports whether it
// could. Where names, times, the summary or the ends of the line are no longer those
// that the record is written with, another program changed them, and they count.
func (r *reader) exact(it *item) bool {
	x, l := it.line.Entente, it.line
	if len(x.About) > 0 {
		r.adopt(it, x.Vocabulary)
		return true
	}
	if x.Exact == nil {
		return false
	}
	record, err := x.Read(r.Now)
	if err != nil {
		it.err = err
		return true
	}
	if id := record.Head().ID; nameOf(id) != l.ID {
		it.remark("id", l.ID, "not the id of "+string(id)+", from which the line was written: read as it stands")
		return false
	}
	switch record := record.(type) {
	case *kg.Entity:
		it.err = r.entityAsFound(it, record)
		r.classify(record)
	case *kg.Relationship:
		it.err = r.tieAsFound(it, record)
	}
	it.add(record)
	return true
}

// adopt takes over the terms that a file brings along.
func (r *reader) adopt(it *item, terms []*kg.Term) {
	for _, t := range terms {
		if t == nil {
			continue
		}
		if err := t.Validate(); err != nil {
			it.remark("entente.vocabulary", t.Name, "not a term: "+err.Error())
			continue
		}
		r.lexicon.Adopt(t)
	}
}

const changed = "changed since it was written: read as it stands"

// entityAsFound puts what was changed in a line into its entity.
func (r *reader) entityAsFound(it *item, e *kg.Entity) (err error) {
	l := it.line
	if !l.says(namesOf(e), "name", "alias", "weakAlias", "previousName") {
		it.remark("properties.name", l.first("name"), changed)
		e.Names = it.names()
	}
	if !l.says(properties{"summary": texts(e.Summary)}, "summary") {
		it.remark("properties.summary", l.first("summary"), changed)
		e.Summary = cut(l.first("summary"), kg.MaxText)
	}
	e.Validity, err = r.timeAsFound(it, e.Validity)
	return err
}

// tieAsFound puts what was changed in a line into its relationship.
func (r *reader) tieAsFound(it *item, rel *kg.Relationship) (err error) {
	from, to, two := it.line.ends()
	if two && (from.id != idOf(nameOf(rel.From)) || to.id != idOf(nameOf(rel.To))) {
		it.remark("properties."+from.property, string(from.id), changed)
		rel.From, rel.To = from.id, to.id
	}
	rel.Validity, err = r.timeAsFound(it, rel.Validity)
	return err
}

func (r *reader) timeAsFound(it *item, v kg.Validity) (kg.Validity, error) {
	bounds := slices.Concat(it.line.shape.start, it.line.shape.end)
	if it.line.says(timeOf(it.line.shape, v), bounds...) {
		return v, nil
	}
	it.remark("properties", "", "the dates were "+changed)
	return r.validity(it)
}

// says reports whether a line has the values given, and no others, for some properties.
// FollowTheMoney does not keep values in order.
func (l *line) says(want properties, names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return !maps.Equal(set(want[name]), set(l.Properties[name]))
	})
}

func set(texts []string) map[string]bool {
	found := make(map[string]bool, len(texts))
	for _, text := range texts {
		found[text] = true
	}
	return found
}

// refs reads what a thing refers to as ties, once all things were read.
func (r *reader) refs(l *line) *item {
	it := &item{line: l}
	it.At, it.Raw = l.at, slices.Clone(l.raw)
	of := &kg.Entity{EntityClass: r.class(idOf(l.ID)), Validity: kg.Unknown}
	of.ID, of.Sources = idOf(l.ID), r.sources(it)
	for _, p := range l.parties() {
		if of.EntityClass == kg.ClassEvent {
			r.participation(it, of, p)
			continue
		}
		name := formats.TermName(p.property)
		if p.property == "addressEntity" {
			name = "has-address"
		}
		r.tieOf(it, of, p.property, relation(name, words(name), ""), of.ID, p.id)
	}
	return it
}
