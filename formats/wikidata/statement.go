package wikidata

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

var propertyPattern = regexp.MustCompile(`^P[1-9][0-9]{0,9}$`)

// A saying is a statement on its way to becoming records.
type saying struct {
	*reader
	*statement
	of       *item
	property string
	place    formats.JSONValue
	sources  []kg.ID
	formats.Item
}

// say makes the records of a statement, and reports whether there are any. The error
// is about the statement.
func (r *reader) say(of *item, property string, s *statement) (formats.Item, bool, error) {
	place := of.places[s]
	sources, ids := r.sources(of.id, s)
	said := &saying{reader: r, statement: s, of: of, property: property, place: place, sources: ids}
	said.Item = formats.Item{At: place.At, Raw: slices.Clone(place.Text)}
	for _, source := range sources {
		said.Named = append(said.Named, source)
	}
	var err error
	_, dated := r.dated[property]
	target, tied := s.Main.item()
	switch {
	case passedOver[property]:
	case !propertyPattern.MatchString(property):
		err = &kg.InvalidError{Value: property, Reason: "not the id of a property", Accepted: "write P and a number"}
	case tied:
		err = said.tie(target)
	case s.Main.Value.Type == "quantity":
		said.number()
	case s.Main.Value.Type == "time" && !dated:
		said.time()
	}
	said.boundOfItem()
	for _, record := range said.Records {
		err = cmp.Or(err, record.Validate())
	}
	if err != nil {
		return said.Item, true, &formats.Error{At: place.At, Err: kg.InField(property, err)}
	}
	return said.Item, len(said.Records)+len(said.Remarks) > 0, nil
}

// remark says what was read otherwise than it was written.
func (s *saying) remark(reason string) {
	s.Remarks = append(s.Remarks, &formats.Error{
		At: s.place.At, Err: &kg.InvalidError{Field: s.property, Reason: reason},
	})
}

// id is that of the record that a statement becomes: its own, which has a $ there.
func (s *saying) id() kg.ID {
	if s.ID == "" {
		return formats.MakeID("statement", s.of.id, s.property, string(s.place.Text))
	}
	return formats.KeepID("statement", strings.ReplaceAll(s.ID, "$", "-"))
}

// tie makes a relationship of a statement about another item.
func (s *saying) tie(target string) error {
	if target == s.of.id {
		s.remark("an item has no relationship with itself here; left out")
		return nil
	}
	p := properties[s.property]
	from, to := s.of.id, target
	fromClass, toClass := s.class, s.far(target, p)
	if p.reverse {
		from, to, fromClass, toClass = to, from, toClass, fromClass
	}
	r := &kg.Relationship{
		Header: kg.Header{ID: s.id(), Sources: s.sources}, From: kg.ID(from), To: kg.ID(to),
		Type: s.typeName(s.property, p, fromClass, toClass), Sign: kg.SignNeutral, Properties: kg.Properties{},
	}
	if t := s.term(kg.TermRelationshipType, r.Type); t != nil {
		r.Sign = t.Sign
	}
	if p.role != "" && r.Type == p.name {
		r.Properties["role"] = kg.Value{Type: kg.ValueText, Text: p.role}
	}
	when := periodOf(s.Qualifiers, p.moment, s.year)
	validity, err := when.read(s.Now)
	if err != nil {
		return err
	}
	if one := (fromClass == kg.ClassEvent) != (toClass == kg.ClassEvent); one && when.dates == 0 {
		validity = kg.Validity{Span: kg.Unknown.Span} // it takes the event's
	}
	r.Validity = validity
	for _, remark := range when.remarks {
		s.remark(remark)
	}
	s.qualify(r)
	s.Records = append(s.Records, r)
	s.ranked(r)
	s.bounds(r)
	return nil
}

// far returns the class of an item that a statement names, and mentions it if it is not
// in the files.
func (s *saying) far(target string, p property) kg.EntityClass {
	if class, ok := s.index.class(target); ok {
		return class
	}
	expected := p.to
	if p.reverse {
		expected = p.from
	}
	class := kg.ClassActor
	if len(expected) > 0 {
		class = expected[0]
	}
	s.mention(target, class)
	return class
}

// mention names an item of which the files say nothing.
func (s *saying) mention(id string, class kg.EntityClass) {
	if source := s.itemSource(s.of.id); !slices.Contains(s.sources, source.ID) {
		s.Named = append(s.Named, source)
	}
	s.Named = append(s.Named, &kg.Entity{
		Header:      kg.Header{ID: kg.ID(id), Sources: []kg.ID{sourceID(s.of.id)}},
		EntityClass: class, Kind: s.kindName(kindOf{class, unclassified}),
		Names:    []kg.Name{{Text: id, Kind: kg.NameOfficial}},
		Validity: kg.Unknown, ExternalIDs: []kg.ExternalID{{Scheme: "wikidata", ID: id}},
	})
}
