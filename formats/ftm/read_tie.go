package ftm

import (
	"strings"

	"entente/formats"
	"entente/kg"
)

// A party is an entity that a line ties, and the property that names it.
type party struct {
	property string
	id       kg.ID
}

// parties returns those that a line ties, in the order of the schema.
func (l *line) parties() []party {
	var all []party
	for _, ref := range l.shape.refs {
		if ref.property == "proof" {
			continue
		}
		for _, id := range l.Properties[ref.property] {
			all = append(all, party{ref.property, idOf(id)})
		}
	}
	return all
}

// tie reads an interval: as a relationship where it has two parties, and else as an event
// in which each of them takes part.
func (r *reader) tie(it *item) {
	l := it.line
	from, to, two := l.ends()
	switch {
	case !two:
		r.event(it)
	case from.id == to.id:
		it.err = &kg.InvalidError{
			Field: "properties." + to.property, Value: string(to.id), Reason: "an entity has no relationship with itself",
		}
	default:
		r.relationship(it, from, to)
	}
}

// ends returns the two parties of a line, if it has two.
func (l *line) ends() (from, to party, two bool) {
	if e := l.shape.edge; e != nil {
		sources, targets := l.Properties[e.source], l.Properties[e.target]
		if len(sources) != 1 || len(targets) != 1 {
			return from, to, false
		}
		return party{e.source, idOf(sources[0])}, party{e.target, idOf(targets[0])}, true
	}
	parties := l.parties()
	if len(parties) != 2 || parties[0].property == parties[1].property {
		return from, to, false
	}
	return parties[0], parties[1], true
}

// relationship reads a tie between two.
func (r *reader) relationship(it *item, from, to party) {
	l := it.line
	when, err := r.validity(it)
	if err != nil {
		it.err = err
		return
	}
	want := relation(formats.TermName(l.Schema), words(l.Schema), "")
	if l.shape.edge != nil {
		want = l.shape.edge.term
	}
	if l.shape.name == "UnknownLink" {
		from, to, want = r.part(from, to, want)
	}
	term := r.lexicon.Type(want, r.class(from.id), r.class(to.id))
	rel := &kg.Relationship{
		Header: kg.Header{ID: idOf(l.ID), Sources: r.sources(it), Note: cut(l.first("summary"), kg.MaxText)},
		Type:   term.Name, From: from.id, To: to.id, Validity: when, Sign: term.Sign, Properties: it.properties(),
	}
	r.further(it, rel, from, to)
	it.add(rel)
	r.otherDates(it, rel.ID, rel.Sources[0])
}

// part returns a link with an event as what it is: someone's part in it.
func (r *reader) part(from, to party, want kg.Term) (party, party, kg.Term) {
	a, b := r.class(from.id), r.class(to.id)
	if a == kg.ClassEvent && b == kg.ClassActor {
		from, to, a, b = to, from, b, a
	}
	if a == kg.ClassActor && b == kg.ClassEvent {
		want = edges["ProjectParticipant"].term
	}
	return from, to, want
}

// further keeps what a relationship refers to beside its ends as text: a contract or an
// account.
func (r *reader) further(it *item, rel *kg.Relationship, from, to party) {
	for _, p := range it.line.parties() {
		if p.id == from.id || p.id == to.id {
			continue
		}
		if rel.Properties == nil {
			rel.Properties = kg.Properties{}
		}
		formats.PutSeveral(rel.Properties, p.property, []kg.Value{{Type: kg.ValueText, Text: string(p.id)}})
	}
}

// event reads an interval that does not tie two as an event.
func (r *reader) event(it *item) {
	e := r.entity(it, kg.ClassEvent)
	if e == nil {
		return
	}
	if len(it.line.Properties["name"]) == 0 {
		detail := it.line.first("role", "purpose", "program", "authority", "relationship", "number")
		text := strings.TrimSuffix(words(it.line.Schema)+": "+detail, ": ")
		e.Names = []kg.Name{{Text: cut(strings.ToUpper(text[:1])+text[1:], kg.MaxName), Kind: kg.NameOfficial}}
	}
	r.classify(e)
	it.add(e)
	r.otherDates(it, e.ID, e.Sources[0])
	for _, p := range it.line.parties() {
		r.participation(it, e, p)
	}
}

// participation ties an entity to an event, in the role that a property names.
func (r *reader) participation(it *item, event *kg.Entity, p party) {
	want, from, to := edges["ProjectParticipant"].term, p.id, event.ID
	switch r.class(p.id) {
	case kg.ClassPlace:
		want, from, to = relation("took-place-at", "took place at", "scene of"), to, from
	case kg.ClassEvent:
		want = edges["UnknownLink"].term
	}
	r.tieOf(it, event, p.property, want, from, to)
}

// tieOf adds a tie that a property of an entity says. One with an event takes its time.
func (r *reader) tieOf(it *item, of *kg.Entity, property string, want kg.Term, from, to kg.ID) {
	if from == to {
		it.remark("properties."+property, string(to), "left out: an entity has no relationship with itself")
		return
	}
	when := kg.Unknown
	if (r.class(from) == kg.ClassEvent) != (r.class(to) == kg.ClassEvent) {
		when = kg.Validity{Span: kg.Unknown.Span} // a graph gives it the event's
	}
	term := r.lexicon.Type(want, r.class(from), r.class(to))
	rel := &kg.Relationship{
		Header: kg.Header{ID: formats.MakeID("tie", string(of.ID), property, string(from), string(to)), Sources: of.Sources},
		Type:   term.Name, From: from, To: to, Validity: when, Sign: term.Sign,
	}
	if of.EntityClass == kg.ClassEvent {
		rel.Properties = kg.Properties{kg.PropertyRole: {Type: kg.ValueText, Text: property}}
	}
	it.add(rel)
}
