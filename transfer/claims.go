package transfer

import (
	"maps"
	"slices"

	"entente/formats"
	"entente/kg"
)

// claimsOf returns what a file says otherwise of a record, as claims of the record's
// first source: its start and end, where it says dates, and its properties that claims
// can be about. A claim is read in the zone of its record, and is no schedule; so there is
// none of a date in another zone, or of an end that was set in advance.
func (im *importer) claimsOf(f *fitting, stored, written kg.Record) ([]*kg.Claim, error) {
	var claims []*kg.Claim
	about := func(property string, value kg.Value) {
		claims = append(claims, im.newClaim(written, property, value))
	}
	before, after := validityOf(stored), validityOf(written)
	if before.Zone == after.Zone {
		if date, ok := otherDate(before.Start(), after.Start()); ok {
			about(kg.PropertyStart, date)
		}
		if date, ok := otherDate(before.End(), after.End()); ok {
			about(kg.PropertyEnd, date)
		}
	}
	was, is := propertiesOf(stored), propertiesOf(written)
	for _, name := range slices.Sorted(maps.Keys(is)) {
		old, had := was[name]
		if !had || old.String() == is[name].String() {
			continue
		}
		term, err := im.property(f, name)
		if err != nil {
			return nil, err
		}
		if term != nil && term.ValueType == is[name].Type {
			about(name, is[name])
		}
	}
	return claims, nil
}

// property returns the claim property of a name in the graph, or in what is to be
// written to it, and nil where there is none.
func (im *importer) property(f *fitting, name string) (*kg.Term, error) {
	if place, written := f.place[kg.TermID(kg.TermClaimProperty, name)]; written {
		return f.writes[place].Record.(*kg.Term), nil
	}
	vocabulary, err := im.graph.Vocabulary(im.ctx)
	if err != nil {
		return nil, err
	}
	if term, err := vocabulary.Term(kg.TermClaimProperty, name); err == nil {
		return term, nil
	}
	return nil, nil //nolint:nilnil // no property of that name is the usual case
}

// otherDate returns the date of a bound where it is not that of another.
func otherDate(before, after kg.Bound) (kg.Value, bool) {
	if after.Kind != kg.BoundKnown || after.EDTF == before.EDTF {
		return kg.Value{}, false
	}
	date, err := kg.ParseValue(kg.ValueDate, after.EDTF, "")
	return date, err == nil
}

// told returns a record as it and some claims about it tell it, without what another one
// does not speak of: what that one says otherwise still has been told nowhere.
func told(stored, written kg.Record, claims []*kg.Claim) kg.Record {
	claimed := make(map[string]bool, len(claims))
	for _, c := range claims {
		claimed[c.Property] = true
	}
	switch w := written.(type) {
	case *kg.Entity:
		s := *stored.(*kg.Entity)
		s.Validity = toldTime(s.Validity, w.Validity, claimed)
		s.Properties = toldProperties(s.Properties, w.Properties, claimed)
		return &s
	case *kg.Relationship:
		s := *stored.(*kg.Relationship)
		s.Validity = toldTime(s.Validity, w.Validity, claimed)
		s.Properties = toldProperties(s.Properties, w.Properties, claimed)
		return &s
	default:
		return stored
	}
}

// toldTime returns the written validity if nothing of it is left to be told. An unknown
// bound says less than any other, and nothing else.
func toldTime(stored, written kg.Validity, claimed map[string]bool) kg.Validity {
	same := func(is, was string) bool { return is == "" || is == was }
	w, s := written.Written, stored.Written
	if (claimed[kg.PropertyStart] || same(written.Start().EDTF, stored.Start().EDTF)) &&
		(claimed[kg.PropertyEnd] || same(written.End().EDTF, stored.End().EDTF)) &&
		same(w.AttestedFrom, s.AttestedFrom) && same(w.AttestedUntil, s.AttestedUntil) &&
		same(w.StartedAfter, s.StartedAfter) && same(w.EndedBefore, s.EndedBefore) &&
		(!w.Ended || s.Ended) && w.Scheduled == s.Scheduled && w.Zone == s.Zone {
		return written
	}
	return stored
}

// toldProperties returns the stored values of the names that are written, or the written
// ones where these are claimed.
func toldProperties(stored, written kg.Properties, claimed map[string]bool) kg.Properties {
	if len(written) == 0 {
		return written
	}
	all := make(kg.Properties, len(written))
	for name, value := range written {
		if all[name] = value; !claimed[name] {
			all[name] = stored[name]
		}
	}
	return all
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

// An itemClaim is a claim that the item of a place makes.
type itemClaim struct {
	item  int
	claim *kg.Claim
}

// addClaims makes sure that the claims of a fitting are in the graph, their properties in
// the vocabulary, and their sources there. It looks all of them up at once.
func (im *importer) addClaims(f *fitting) error {
	if len(f.claims) == 0 {
		return nil
	}
	var ids []kg.ID
	for _, c := range f.claims {
		ids = append(ids, c.claim.ID, kg.TermID(kg.TermClaimProperty, c.claim.Property))
	}
	current, err := im.graph.Current(im.ctx, ids)
	if err != nil {
		return err
	}
	for i, c := range f.claims {
		if term := bounds[c.claim.Property]; current[2*i+1] == nil && term != nil {
			im.name(f, c.item, term)
		}
		id := c.claim.ID
		f.by[id] = append(f.by[id], c.item)
		if _, written := f.place[id]; written || current[2*i] != nil {
			f.report.Unchanged++
			continue
		}
		im.create(f, c.item, c.claim)
		f.report.Claims++
	}
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
