package kg

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// blamed returns the field that an error blames, "" for none.
func blamed(err error) string {
	var invalid *InvalidError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &invalid):
		return invalid.Field
	default:
		return "not an InvalidError: " + err.Error()
	}
}

func validEntity() *Entity {
	return &Entity{
		Header: Header{ID: "sdf"}, EntityClass: ClassActor, Kind: "armed-group",
		Names: []Name{{Text: "SDF", Kind: NameOfficial}}, Validity: Unknown,
	}
}

func validRelationship() *Relationship {
	return &Relationship{
		Header: Header{ID: "r", Sources: []ID{"s"}}, Type: "ceasefire", From: "a", To: "b",
		Validity: Unknown, Sign: SignNeutral,
	}
}

func validClaim() *Claim {
	return &Claim{
		Header: Header{ID: "c"}, About: "r", Property: "end", Value: Value{Type: ValueDate, Date: "2026"},
		Stance: StanceAsserts, Source: "s", Rank: RankNormal,
	}
}

func validSource() *Source { return &Source{Header: Header{ID: "s"}, Title: "News"} }

func TestValidateNamesTheField(t *testing.T) {
	long := strings.Repeat("x", MaxText+1)
	entity := func(break_ func(*Entity)) Record { e := validEntity(); break_(e); return e }
	relationship := func(break_ func(*Relationship)) Record { r := validRelationship(); break_(r); return r }
	claim := func(break_ func(*Claim)) Record { c := validClaim(); break_(c); return c }
	source := func(break_ func(*Source)) Record { s := validSource(); break_(s); return s }
	tests := []struct {
		name  string
		give  Record
		blame string
	}{
		{"a good entity", validEntity(), ""},
		{"a good relationship", validRelationship(), ""},
		{"a good claim", validClaim(), ""},
		{"a good source", validSource(), ""},

		{"no id", entity(func(e *Entity) { e.ID = "" }), "id"},
		{"an id with a slash", entity(func(e *Entity) { e.ID = "../../etc/passwd" }), "id"},
		{"an id with a NUL", entity(func(e *Entity) { e.ID = "a\x00b" }), "id"},
		{"an id with a bidi mark", entity(func(e *Entity) { e.ID = "a\u202eb" }), "id"},
		{"an id of 129", entity(func(e *Entity) { e.ID = ID(strings.Repeat("a", 129)) }), "id"},
		{"an id of 128", entity(func(e *Entity) { e.ID = ID(strings.Repeat("a", 128)) }), ""},
		{"an unknown access", entity(func(e *Entity) { e.Access = "SECRET" }), "access"},
		{"a bad source id", entity(func(e *Entity) { e.Sources = []ID{"a b"} }), "sources"},
		{"a note too long", entity(func(e *Entity) { e.Note = long }), "note"},

		{"an unknown class", entity(func(e *Entity) { e.EntityClass = "THING" }), "class"},
		{"no kind", entity(func(e *Entity) { e.Kind = "" }), "kind"},
		{"no names", entity(func(e *Entity) { e.Names = nil }), "names"},
		{"an empty name", entity(func(e *Entity) { e.Names[0].Text = " " }), "names[0].text"},
		{"a name too long", entity(func(e *Entity) { e.Names[0].Text = long[:MaxName+1] }), "names[0].text"},
		{"a name that is not UTF-8", entity(func(e *Entity) { e.Names[0].Text = "\xff" }), "names[0].text"},
		{"an unknown name kind", entity(func(e *Entity) { e.Names[0].Kind = "NICK" }), "names[0].kind"},
		{"an actor with a location", entity(func(e *Entity) { e.Location = &Location{} }), "location"},
		{"a place beyond the pole", entity(func(e *Entity) {
			e.EntityClass, e.Location = ClassPlace, &Location{Latitude: 90.1}
		}), "location.latitude"},
		{"a place nowhere", entity(func(e *Entity) {
			e.EntityClass, e.Location = ClassPlace, &Location{Longitude: math.NaN()}
		}), "location.longitude"},
		{"an external id without a scheme", entity(func(e *Entity) {
			e.ExternalIDs = []ExternalID{{ID: "Q1"}}
		}), "externalIds[0].scheme"},
		{"an impossible lifetime", entity(func(e *Entity) {
			e.Validity.Span = Span{5, 5, 5, 5}
		}), "validity"},
		{"a property without a value", entity(func(e *Entity) {
			e.Properties = Properties{"role": {Type: ValueText}}
		}), "properties.role.text"},

		{"no type", relationship(func(r *Relationship) { r.Type = "" }), "type"},
		{"no from", relationship(func(r *Relationship) { r.From = "" }), "from"},
		{"no to", relationship(func(r *Relationship) { r.To = "" }), "to"},
		{"a tie to oneself", relationship(func(r *Relationship) { r.To = r.From }), "to"},
		{"no sign", relationship(func(r *Relationship) { r.Sign = "" }), "sign"},
		{"no source", relationship(func(r *Relationship) { r.Sources = nil }), "sources"},

		{"about nothing", claim(func(c *Claim) { c.About = "" }), "about"},
		{"no property", claim(func(c *Claim) { c.Property = "" }), "property"},
		{"no stance", claim(func(c *Claim) { c.Stance = "" }), "stance"},
		{"no source of a claim", claim(func(c *Claim) { c.Source = "" }), "source"},
		{"a number without a number", claim(func(c *Claim) { c.Value = Value{Type: ValueNumber} }), "value"},
		{"an impossible date", claim(func(c *Claim) { c.Value.Date = "2026-13" }), "value"},
		{"a bad date of saying", claim(func(c *Claim) { c.SaidAt = "yesterday" }), "saidAt"},
		{"a credibility of 7", claim(func(c *Claim) { c.Credibility = 7 }), "credibility"},
		{"a quote too long", claim(func(c *Claim) { c.Quote = long[:MaxQuote+1] }), "quote"},

		{"no title", source(func(s *Source) { s.Title = "" }), "title"},
		{"a script as address", source(func(s *Source) { s.URL = "javascript:alert(1)" }), "url"},
		{"a file as address", source(func(s *Source) { s.URL = "file:///etc/passwd" }), "url"},
		{"an address without a host", source(func(s *Source) { s.URL = "https://" }), "url"},
		{"an archive that is no address", source(func(s *Source) { s.ArchivedURL = "ftp://a.b/c" }), "archivedUrl"},
		{"reliability G", source(func(s *Source) { s.Reliability = "G" }), "reliability"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := blamed(tt.give.Validate()); got != tt.blame {
				t.Errorf("Validate blames %q, want %q (%v)", got, tt.blame, tt.give.Validate())
			}
		})
	}
}

func TestTermsAreValidated(t *testing.T) {
	tests := []struct {
		name  string
		give  *Term
		blame string
	}{
		{"a good kind", &Term{Header: Header{ID: "kind:state"}, TermKind: TermKindOfEntity, Name: "state", Label: "state", Classes: []EntityClass{ClassActor}}, ""},
		{"a kind of no class", &Term{Header: Header{ID: "kind:state"}, TermKind: TermKindOfEntity, Name: "state", Label: "state"}, "classes"},
		{"a name with a capital", &Term{Header: Header{ID: "kind:State"}, TermKind: TermKindOfEntity, Name: "State", Label: "x"}, "name"},
		{"a name with an underscore", &Term{Header: Header{ID: "type:a_b"}, TermKind: TermRelationshipType, Name: "a_b", Label: "x"}, "name"},
		{"a name that would leave a quoted one", &Term{Header: Header{ID: "type:a"}, TermKind: TermRelationshipType, Name: "a`]-() //", Label: "x"}, "name"},
		{"an id of another name", &Term{Header: Header{ID: "type:b"}, TermKind: TermRelationshipType, Name: "a", Label: "x"}, "id"},
		{"a type without a sign", &Term{Header: Header{ID: "type:a"}, TermKind: TermRelationshipType, Name: "a", Label: "x"}, "sign"},
		{"a property without a value type", &Term{Header: Header{ID: "property:a"}, TermKind: TermClaimProperty, Name: "a", Label: "x"}, "valueType"},
		{"an unknown kind of term", &Term{Header: Header{ID: "property:a"}, TermKind: "VERB", Name: "a", Label: "x"}, "termKind"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := blamed(tt.give.Validate()); got != tt.blame {
				t.Errorf("Validate blames %q, want %q (%v)", got, tt.blame, tt.give.Validate())
			}
		})
	}
}
