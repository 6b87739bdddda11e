package transfer

import (
	"maps"
	"slices"

	"entente/formats"
	"entente/kg"
)

// claimsOf returns what a file says otherwise of a record, as claims of the record's
// first source: its start and end, where it says dates, and its properties that claims
// can be about.
func (im *importer) claimsOf(stored, written kg.Record) []*kg.Claim {
	var claims []*kg.Claim
	about := func(property string, value kg.Value) {
		claims = append(claims, im.newClaim(written, property, value))
	}
	before, after := validityOf(stored), validityOf(written)
	if date, ok := otherDate(before.Start(), after.Start()); ok {
		about(kg.PropertyStart, date)
	}
	if date, ok := otherDate(before.End(), after.End()); ok {
		about(kg.PropertyEnd, date)
	}
	was, is := propertiesOf(stored), propertiesOf(written)
	for _, name := range slices.Sorted(maps.Keys(is)) {
		term, err := im.reading.Vocabulary.Term(kg.TermClaimProperty, name)
		old, had := was[name]
		if err == nil && term.ValueType == is[name].Type && had && old.String() != is[name].String() {
			about(name, is[name])
		}
	}
	return claims
}

// otherDate returns the date of a bound where it is not that of another.
func otherDate(before, after kg.Bound) (kg.Value, bool) {
	known := after.Kind == kg.BoundKnown || after.Kind == kg.BoundScheduled
	if !known || after.EDTF == before.EDTF {
		return kg.Value{}, false
	}
	date, err := kg.ParseValue(kg.ValueDate, after.EDTF, "")
	return date, err == nil
}

func validityOf(r kg.Record) kg.Validity {
	switch r := r.(type) {
	case *kg.Entity:
		return r.Validity
	case *kg.Relationship:
		return r.Validity
	default:
		return kg.Unknown
	}
}

func propertiesOf(r kg.Record) kg.Properties {
	switch r := r.(type) {
	case *kg.Entity:
		return r.Properties
	case *kg.Relationship:
		return r.Properties
	default:
		return nil
	}
}

// newClaim returns the claim that a record of a file makes. Its id follows from what it
// says, so that it is made once.
func (im *importer) newClaim(written kg.Record, property string, value kg.Value) *kg.Claim {
	about, source := written.Head().ID, im.source.ID
	if sources := written.Head().Sources; len(sources) > 0 {
		source = sources[0]
	}
	return &kg.Claim{
		Header: kg.Header{
			ID:     formats.MakeID("claim", string(about), property, string(source), value.String()),
			Access: written.Head().Access,
		},
		About: about, Property: property, Value: value, Source: source,
		Stance: kg.StanceAsserts, Rank: kg.RankNormal,
	}
}

// claim makes sure that a claim is in the graph, its property in the vocabulary, and its
// source there.
func (im *importer) claim(f *fitting, item int, c *kg.Claim) error {
	current, err := im.graph.Current(im.ctx, []kg.ID{c.ID, kg.TermID(kg.TermClaimProperty, c.Property)})
	if err != nil {
		return err
	}
	if term := bounds[c.Property]; current[1] == nil && term != nil {
		im.name(f, item, term)
	}
	f.by[c.ID] = append(f.by[c.ID], item)
	if _, written := f.place[c.ID]; written || current[0] != nil {
		f.report.Unchanged++
		return nil
	}
	im.create(f, item, c)
	f.report.Claims++
	return nil
}

// bounds are the terms of the two properties that are always claims, for a graph whose
// vocabulary does not have them yet.
var bounds = map[string]*kg.Term{
	kg.PropertyStart: boundTerm(kg.PropertyStart, "When it began."),
	kg.PropertyEnd:   boundTerm(kg.PropertyEnd, "When it ended."),
}

func boundTerm(name, description string) *kg.Term {
	return &kg.Term{
		Header:   kg.Header{ID: kg.TermID(kg.TermClaimProperty, name)},
		TermKind: kg.TermClaimProperty, Name: name, Label: name, Description: description,
		ValueType: kg.ValueDate, Constant: true,
	}
}
