package ftm

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

// readText reads lines.
func readText(t *testing.T, lines ...string) exporttest.Reading {
	t.Helper()
	return exporttest.Read(t, Format, exporttest.FileOf("f", strings.Join(lines, "\n")))
}

// said lists what a reading says of ties and events, a line each.
func said(got exporttest.Reading) []string {
	var all []string
	for _, id := range got.Order {
		switch r := got.Records[id].(type) {
		case *kg.Relationship:
			all = append(all, join(string(r.From), r.Type, string(r.To), r.Role(), r.Validity.EDTF))
		case *kg.Claim:
			all = append(all, join("claim", string(r.About), r.Property, r.Value.String(), string(r.Source)))
		case *kg.Entity:
			if r.EntityClass == kg.ClassEvent {
				all = append(all, join("event", string(r.ID), r.Kind, r.Validity.EDTF))
			}
		}
	}
	return all
}

// join puts the texts that are not empty behind one another.
func join(texts ...string) string { return strings.Join(strings.Fields(strings.Join(texts, " ")), " ") }

func TestIntervalsAreTiesOfTwoAndEventsOfAnyOtherNumber(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{
			"a month to a year", `{"id":"r","schema":"Ownership","properties":{"owner":["a"],"asset":["b"],"startDate":["2014-05"],"endDate":["2016"]}}`,
			"a owns b 2014-05/2016",
		},
		{
			"no end is an unknown one", `{"id":"r","schema":"Directorship","properties":{"director":["a"],"organization":["b"],"startDate":["2014"],"role":["chair"]}}`,
			"a directs b chair 2014/",
		},
		{
			"a lone date begins what lasts", `{"id":"r","schema":"Membership","properties":{"member":["a"],"organization":["b"],"date":["2014"]}}`,
			"a member-of b 2014/",
		},
		{
			"a lone date is all of what happens", `{"id":"r","schema":"Payment","properties":{"payer":["a"],"beneficiary":["b"],"date":["2014-05-01"]}}`,
			"a paid b 2014-05-01",
		},
		{
			"a second", `{"id":"r","schema":"Payment","properties":{"payer":["a"],"beneficiary":["b"],"date":["2014-05-01T10:00:00"]}}`,
			"a paid b 2014-05-01T10:00:00Z",
		},
		{"no dates", `{"id":"r","schema":"Family","properties":{"person":["a"],"relative":["b"]}}`, "a family-of b /"},
		{
			"two parties without an edge", `{"id":"r","schema":"Call","properties":{"caller":["a"],"receiver":["b"],"date":["2014-05-01"]}}`,
			"a call b 2014-05-01",
		},
		{"a value that is no list", `{"id":"r","schema":"Debt","properties":{"debtor":"a","creditor":"b"}}`, "a owes b /"},
		{
			"one party", `{"id":"r","schema":"Sanction","properties":{"entity":["a"],"startDate":["2014"]}}`,
			"event r sanction 2014/; a participation r entity",
		},
		{
			"three parties", `{"id":"r","schema":"Ownership","properties":{"owner":["a","c"],"asset":["b"]}}`,
			"event r ownership /; a participation r owner; c participation r owner; b participation r asset",
		},
		{
			"a disputed start", `{"id":"r","schema":"Ownership","datasets":["d"],"properties":{"owner":["a"],"asset":["b"],"startDate":["2014","2015-02"]}}`,
			"a owns b 2014/; claim r start 2015-02 dataset:d",
		},
		{
			"a part in a project", `{"id":"r","schema":"ProjectParticipant","properties":{"participant":["a"],"project":["p"],"role":["lead"]}}`,
			"a participation p lead /",
		},
		{
			"a link with an event is a part in it", `{"id":"r","schema":"UnknownLink","properties":{"subject":["p"],"object":["a"]}}`,
			"a participation p /",
		},
		{
			"a document that is about something", `{"id":"r","schema":"Documentation","properties":{"document":["doc"],"entity":["a"]}}`,
			"claim a exists doc",
		},
		{"a note", `{"id":"r","schema":"Note","properties":{"description":["Moved."],"entity":["a"]}}`, "claim a note Moved. the-file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readText(t,
				test.line, // before what it refers to
				`{"id":"a","schema":"Person","properties":{"name":["A"]}}`,
				`{"id":"p","schema":"Project","properties":{"name":["P"]}}`,
				`{"id":"doc","schema":"Document","properties":{"title":["D"]}}`)
			if len(got.Problems) > 0 {
				t.Fatalf("got problems %v, want none", got.Problems)
			}
			found := strings.TrimPrefix(strings.Join(said(got), "; "), "event p project /; ")
			if strings.TrimSpace(found) != test.want {
				t.Errorf("got %q, want %q", found, test.want)
			}
		})
	}
}

func TestAnEntityKeepsWhatALineSaysOfIt(t *testing.T) {
	got := readText(t, `{"id":"p","schema":"Person","datasets":["d"],"referents":["old-1","p"],"last_seen":"2024-03-01T00:00:00",`+
		`"properties":{"name":["Ann"],"alias":["Annie"],"weakAlias":["AN","the boss"],"previousName":["Bee"],`+
		`"birthDate":["1970-05"],"country":["de","fr"],"wikidataId":["Q1"],"sourceUrl":["https://example.org/p"],"proof":["doc"]}}`)
	want := &kg.Entity{
		Header:      kg.Header{ID: "p", Sources: []kg.ID{"dataset:d", got.Order[len(got.Order)-2], "doc"}},
		EntityClass: kg.ClassActor, Kind: "person",
		Names: []kg.Name{
			{Text: "Ann", Kind: kg.NameOfficial},
			{Text: "Annie", Kind: kg.NameAlias},
			{Text: "AN", Kind: kg.NameAcronym},
			{Text: "the boss", Kind: kg.NameAlias},
			{Text: "Bee", Kind: kg.NameFormer},
		},
		ExternalIDs: []kg.ExternalID{{Scheme: "wikidata", ID: "Q1"}}, FormerIDs: []kg.ID{"old-1"},
		Properties: kg.Properties{
			"country": {Type: kg.ValueText, Text: "de"}, "country.2": {Type: kg.ValueText, Text: "fr"},
		},
	}
	want.Validity, _ = kg.Written{EDTF: "1970-05/"}.Read(kg.InstantOf(exporttest.Now))
	if diff := cmp.Diff(want, exporttest.One[*kg.Entity](t, got, "p")); diff != "" {
		t.Errorf("entity (-want +got):\n%s", diff)
	}
	s := exporttest.One[*kg.Source](t, got, want.Sources[1])
	if s.URL != "https://example.org/p" || s.RetrievedAt != "2024-03-01T00:00:00Z" {
		t.Errorf("got source %s read at %s, want https://example.org/p of 2024-03-01", s.URL, s.RetrievedAt)
	}
}

func TestPlacesAndEventsAreSuch(t *testing.T) {
	got := readText(t,
		`{"id":"p","schema":"Person","properties":{"lastName":["Doe"],"firstName":["Jo"],"addressEntity":["a"]}}`,
		`{"id":"a","schema":"Address","properties":{"full":["Main St 1"],"latitude":["1.5"],"longitude":["-2"]}}`,
		`{"id":"e","schema":"Event","properties":{"name":["Talks"],"date":["2020-01-02"],"involved":["p"]}}`)
	a := exporttest.One[*kg.Entity](t, got, "a")
	if a.EntityClass != kg.ClassPlace || a.Location == nil || *a.Location != (kg.Location{Latitude: 1.5, Longitude: -2}) {
		t.Errorf("got %s at %v, want a place at 1.5, -2", a.EntityClass, a.Location)
	}
	if name := exporttest.One[*kg.Entity](t, got, "p").Names[0].Text; name != "Jo Doe" {
		t.Errorf("got name %q, want Jo Doe", name)
	}
	want := []string{"event e event 2020-01-02", "p has-address a /", "p participation e involved"}
	if diff := cmp.Diff(want, said(got)); diff != "" {
		t.Errorf("ties and events (-want +got):\n%s", diff)
	}
}

func TestWhatIsNotKnownIsReadWithARemark(t *testing.T) {
	got := readText(t,
		`{"id":"x","schema":"Spaceship","properties":{"name":["Y"],"engines":[4]}}`,
		`{"op":"DEL","entity":{"id":"z","schema":"Person"}}`,
		`{"op":"ADD","entity":{"id":"w","schema":"Person","properties":{"name":["W"]}}}`)
	x := exporttest.One[*kg.Entity](t, got, "x")
	if x.Kind != "spaceship" || x.Properties["engines"].Text != "4" {
		t.Errorf("got kind %s, engines %q; want spaceship, 4", x.Kind, x.Properties["engines"].Text)
	}
	exporttest.One[*kg.Entity](t, got, "w")
	if got.Records["z"] != nil || len(got.Remarks) != 2 {
		t.Errorf("got remarks %v, want one on the schema and one on what is deleted", got.Remarks)
	}
}

func TestWhatCannotBeReadIsRefusedWithItsPlace(t *testing.T) {
	for _, test := range []struct{ name, line, want string }{
		{"no JSON", `{"id":"a",`, "f:1:10: not JSON"},
		{"no id", `{"schema":"Person"}`, "f:1:1: id: must be set"},
		{"no schema", `{"id":"a"}`, "f:1:1: schema: must be set"},
		{
			"no date", `{"id":"a","schema":"Person","properties":{"name":["A"],"birthDate":["May"]}}`,
			"f:1:1: properties.birthDate: `May`: not a date of FollowTheMoney",
		},
		{
			"no such day", `{"id":"a","schema":"Person","properties":{"name":["A"],"birthDate":["2014-02-30"]}}`,
			"f:1:1: properties.birthDate: `2014-02-30`",
		},
		{
			"an end before the start", `{"id":"r","schema":"Debt","properties":{"debtor":["a"],"creditor":["b"],"startDate":["2016"],"endDate":["2014"]}}`,
			"f:1:1: properties.endDate",
		},
		{"a tie with itself", `{"id":"r","schema":"Debt","properties":{"debtor":["a"],"creditor":["a"]}}`, "f:1:1: properties.creditor: `a`"},
		{"a value that is an object", `{"id":"r","schema":"Debt","properties":{"debtor":{}}}`, "f:1:1: properties: `{}`"},
		{"a record that is none", `{"id":"r","schema":"Person","entente":{"class":"ENTITY","record":{"id":"r"}}}`, "f:1:1: "},
		{"a record of no class", `{"id":"r","schema":"Person","entente":{"class":"X","record":{}}}`, "f:1:1: record: not a record"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readText(t, test.line, `{"id":"ok","schema":"Person","properties":{"name":["O"]}}`)
			if len(got.Problems) != 1 || !strings.HasPrefix(got.Problems[0], test.want) {
				t.Errorf("got problems %q, want one that begins with %q", got.Problems, test.want)
			}
			exporttest.One[*kg.Entity](t, got, "ok") // reading went on
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"id":"p","schema":"Person","datasets":["d"],"properties":{"name":["A"],"birthDate":["1970","1971-02"]}}`)
	f.Add(`{"id":"r","schema":"Ownership","properties":{"owner":["a","b"],"asset":["c"],"startDate":["2014-05"]}}`)
	f.Add(`{"id":"n","schema":"Note","entente":{"about":{"known":"x"},"vocabulary":[{"id":"kind:x","termKind":"KIND","name":"x"}, null]}}`)
	f.Add(`{"id":"x","schema":"Person","properties":{"name":["B"]},"entente":{"class":"ENTITY","record":{"id":"x","class":"ACTOR","kind":"person","names":[{"text":"A","kind":"OFFICIAL"}],"validity":{"edtf":"2014~/.."}}}}`)
	f.Add(`{"op":"ADD","entity":{"id":"e","schema":"Event","properties":{"name":"X","date":"2014","involved":"p"}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		for it, err := range Format.Read([]formats.File{exporttest.FileOf("f", text)}, formats.ReadOptions{Now: kg.InstantOf(exporttest.Now), Source: "s"}) {
			exporttest.CheckItem(t, it, err)
		}
	})
}

func TestWhatAnotherProgramChangedCounts(t *testing.T) {
	text := exporttest.Written(t, Format, exporttest.Seed(t))
	renamed := strings.Replace(text, `"properties":{"alias":["Assad government"]`, `"properties":{"alias":["Old government"]`, 1)
	if renamed == text {
		t.Fatal("the alias to change was not found")
	}
	got := exporttest.Read(t, Format, exporttest.FileOf("f", renamed))
	e := exporttest.One[*kg.Entity](t, got, "syria-baath-government")
	if len(got.Remarks) != 1 || e.Names[1].Text != "Old government" || e.Validity.EDTF != "/2024-12-08" {
		t.Errorf("got names %v, %s, remarks %v; want the new alias, the time as it was, one remark", e.Names, e.Validity.EDTF, got.Remarks)
	}
}
