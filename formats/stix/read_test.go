package stix

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

// id returns an id of a type, with a number in it.
func id(kind string, n string) string { return kind + "--00000000-0000-4000-8000-00000000000" + n }

// readBundle reads a bundle of some objects, beside three identities and a location.
// X stands for the ids of objects: X1 for identity 1, and so on.
func readBundle(t *testing.T, objects ...string) exporttest.Reading {
	t.Helper()
	all := append(slices.Clone(objects),
		`{"type":"identity","id":"`+id("identity", "1")+`","name":"One","identity_class":"individual"}`,
		`{"type":"identity","id":"`+id("identity", "2")+`","name":"Two","identity_class":"group"}`,
		`{"type":"location","id":"`+id("location", "3")+`","name":"Three","region":"western-asia","latitude":1.5,"longitude":-2}`,
		`{"type":"relationship","id":"`+id("relationship", "4")+`","relationship_type":"uses","source_ref":"X1","target_ref":"X2"}`)
	text := strings.NewReplacer("X1", id("identity", "1"), "X2", id("identity", "2"), "X3", id("location", "3"),
		"X4", id("relationship", "4"), "X5", id("relationship", "5"), "X6", id("sighting", "6"), "X7", id("note", "7"),
		"X8", id("opinion", "8"), "X9", id("report", "9")).Replace(strings.Join(all, ",\n"))
	return exporttest.Read(t, Format, exporttest.FileOf("f", `{"type":"bundle","id":"bundle--x","objects":[`+"\n"+text+"\n]}"))
}

// said lists what a reading says of ties, events and claims, but for relationship 4, with
// ids as readBundle has them.
func said(got exporttest.Reading) string {
	short := strings.NewReplacer(id("identity", "1"), "X1", id("identity", "2"), "X2", id("location", "3"), "X3",
		id("relationship", "4"), "X4", id("relationship", "5"), "X5", id("sighting", "6"), "X6", id("report", "9"), "X9")
	var all []string
	for _, id := range got.Order {
		switch r := got.Records[id].(type) {
		case *kg.Relationship:
			if short.Replace(string(id)) != "X4" {
				all = append(all, join(string(r.From), r.Type, string(r.To), r.Role(), r.Validity.EDTF))
			}
		case *kg.Claim:
			all = append(all, join("claim", string(r.About), r.Property, r.Value.String(), string(r.AssertedBy),
				string(r.Source), string(r.SaidAt)))
		case *kg.Entity:
			if r.EntityClass == kg.ClassEvent {
				all = append(all, join("event", r.Kind, r.Validity.EDTF))
			}
		}
	}
	return short.Replace(strings.Join(all, "; "))
}

// join puts the texts that are not empty behind one another.
func join(texts ...string) string { return strings.Join(strings.Fields(strings.Join(texts, " ")), " ") }

// tie is a relationship from identity 1 to identity 2 with some further properties.
func tie(more string) string {
	return `{"type":"relationship","id":"X5","relationship_type":"related-to","source_ref":"X1","target_ref":"X2"` + more + `}`
}

func TestObjectsAreReadAsWhatTheySay(t *testing.T) {
	for _, test := range []struct {
		name, object, want string
		remarks            int
	}{
		{"no times", tie(``), "X1 related-to X2 /", 0},
		{"a start", tie(`,"start_time":"2020-02-28T23:00:00.000Z"`), "X1 related-to X2 2020-02-28T23:00:00Z/", 0},
		{
			"a start and a stop", tie(`,"start_time":"2020-02-28T23:00:00.500Z","stop_time":"2020-03-01T00:00:00+01:00"`),
			"X1 related-to X2 2020-02-28T23:00:00Z/2020-02-29T23:00:00Z", 0,
		},
		{
			"equal times are one second", tie(`,"start_time":"2020-02-28T23:00:00.000Z","stop_time":"2020-02-28T23:00:00.000Z"`),
			"X1 related-to X2 2020-02-28T23:00:00Z", 1,
		},
		{
			"fillers are not known", tie(`,"start_time":"1900-05-01T00:00:00.000Z","stop_time":"1900-05-01T00:00:00.000Z"`),
			"X1 related-to X2 /", 2,
		},
		{"a filler for no end", tie(`,"start_time":"2020-01-01T00:00:00Z","stop_time":"5138-11-16T09:46:40.000Z"`), "X1 related-to X2 2020-01-01T00:00:00Z/", 1},
		{
			"who says so, and when", tie(`,"created_by_ref":"X1","created":"2020-03-01T14:02:48.111Z"`),
			"X1 related-to X2 /; claim X5 exists X1 the-file 2020-03-01T14:02:48Z", 0,
		},
		{
			"a tie of a tie is a claim", `{"type":"relationship","id":"X5","relationship_type":"indicates","source_ref":"X1","target_ref":"X4"}`,
			"claim X4 indicates X1 the-file", 1,
		},
		{
			"a sighting", `{"type":"sighting","id":"X6","sighting_of_ref":"X1","where_sighted_refs":["X2","X3"],"count":12,` +
				`"first_seen":"2020-02-25T09:00:00Z","last_seen":"2020-02-25T10:00:00Z"}`,
			"event sighting 2020-02-25T09:00:00Z/2020-02-25T10:00:00Z; X1 participation X6 sighted; " +
				"X2 participation X6 sighted by; X6 took-place-at X3 sighted by", 0,
		},
		{"a note", `{"type":"note","id":"X7","content":"Text.","object_refs":["X1"]}`, "claim X1 note Text. the-file", 0},
		{
			"an opinion on a tie", `{"type":"opinion","id":"X8","opinion":"disagree","object_refs":["X4"],"created_by_ref":"X2"}`,
			"claim X4 opinion disagree X2 the-file", 0,
		},
		{
			"a report", `{"type":"report","id":"X9","name":"R","published":"2020-03-01T14:02:48Z","object_refs":["X1","X4"]}`,
			"claim X1 exists X9 2020-03-01T14:02:48Z; claim X4 exists X9 2020-03-01T14:02:48Z", 0,
		},
		{
			"when something was seen", `{"type":"campaign","id":"` + id("campaign", "1") +
				`","name":"C","first_seen":"2020-02-25T09:00:00Z"}`, "event campaign /", 0,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readBundle(t, test.object)
			if said(got) != test.want || len(got.Remarks) != test.remarks || len(got.Problems) > 0 {
				t.Errorf("got %q, remarks %q, problems %v; want %q and %d remarks",
					said(got), got.Remarks, got.Problems, test.want, test.remarks)
			}
			exporttest.Graph(t, got) // nothing refers to what comes later
		})
	}
}

func TestAnEntityKeepsWhatAnObjectSaysOfIt(t *testing.T) {
	malware := id("malware", "1")
	got := readBundle(t, `{"type":"malware","id":"`+malware+`","name":"M","aliases":["N"],"description":"D","is_family":true,`+
		`"malware_types":["bot","worm"],"confidence":85,"first_seen":"2020-02-25T09:00:00Z","x_acme_level":3,`+
		`"external_references":[{"source_name":"mitre","external_id":"S1"},{"source_name":"Blog","url":"https://example.org/b"}]}`)
	blog := formats.MakeID("source", "Blog", "https://example.org/b", "", "")
	text := func(s string) kg.Value { return kg.Value{Type: kg.ValueText, Text: s} }
	three, _ := kg.ParseValue(kg.ValueNumber, "3", "")
	sure, _ := kg.ParseValue(kg.ValueNumber, "85", "")
	want := &kg.Entity{
		Header:      kg.Header{ID: kg.ID(malware), Sources: []kg.ID{"the-file", blog}},
		EntityClass: kg.ClassActor, Kind: "malware", Summary: "D",
		Names:       []kg.Name{{Text: "M", Kind: kg.NameOfficial}, {Text: "N", Kind: kg.NameAlias}},
		ExternalIDs: []kg.ExternalID{{Scheme: "mitre", ID: "S1"}},
		Properties: kg.Properties{
			"confidence": sure, "is_family": text("true"), "malware_types": text("bot"), "malware_types.2": text("worm"),
			"x_acme_level": three,
		},
	}
	want.Validity, _ = kg.Written{EDTF: "/", AttestedFrom: "2020-02-25T09:00:00Z"}.Read(0)
	if diff := cmp.Diff(want, exporttest.One[*kg.Entity](t, got, kg.ID(malware))); diff != "" {
		t.Errorf("entity (-want +got):\n%s", diff)
	}
	c := exporttest.One[*kg.Claim](t, got, formats.MakeID("claim", malware, "exists"))
	if c.Credibility != 1 {
		t.Errorf("got credibility %d of a confidence of 85, want 1", c.Credibility)
	}
	if place := exporttest.One[*kg.Entity](t, got, kg.ID(id("location", "3"))); place.EntityClass != kg.ClassPlace || place.Location == nil {
		t.Errorf("got %s at %v, want a place with a point", place.EntityClass, place.Location)
	}
}

func TestConfidenceIsReadOnTheAdmiraltyScale(t *testing.T) {
	for confidence, want := range map[string]int{"0": 5, "19": 5, "20": 4, "50": 3, "79": 2, "80": 1, "100": 1, "101": 0, "-1": 0} {
		value, err := decode(formats.JSONValue{Text: []byte(
			`{"type":"malware","id":"` + id("malware", "1") + `","confidence":` + confidence + `}`)})
		if err != nil {
			t.Fatal(err)
		}
		if got := value.credibility(); got != want {
			t.Errorf("confidence %s: got credibility %d, want %d", confidence, got, want)
		}
	}
}

func TestTheLatestVersionCountsUnlessItIsRevoked(t *testing.T) {
	version := func(modified, more string) string { return tie(`,"modified":"` + modified + `"` + more) }
	early, late := "2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00.001Z"
	for _, test := range []struct {
		name, first, second, want string
		remarks                   int
	}{
		{"later last", version(early, ``), version(late, `,"description":"later"`), "later", 1},
		{"later first", version(late, `,"description":"later"`), version(early, ``), "later", 1},
		{"revoked later", version(early, ``), version(late, `,"revoked":true`), "", 2},
		{"revoked earlier", version(late, `,"description":"later"`), version(early, `,"revoked":true`), "later", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readBundle(t, test.first, test.second)
			r, _ := got.Records[kg.ID(id("relationship", "5"))].(*kg.Relationship)
			if (r == nil) != (test.want == "") || r != nil && r.Note != test.want || len(got.Remarks) != test.remarks {
				t.Errorf("got %v, remarks %v; want the one noted %q and %d remarks", r, got.Remarks, test.want, test.remarks)
			}
		})
	}
}

func TestMarkingsRestrict(t *testing.T) {
	red, test := id("marking-definition", "1"), id("marking-definition", "2")
	for ref, want := range map[string]kg.Access{
		tlpAmber: kg.AccessRestricted, "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "",
		red: kg.AccessRestricted, test: "", id("marking-definition", "3"): kg.AccessRestricted,
	} {
		got := readBundle(t, tie(`,"object_marking_refs":["`+ref+`"]`),
			`{"type":"marking-definition","id":"`+red+`","definition_type":"tlp","definition":{"tlp":"red"}}`,
			`{"type":"marking-definition","id":"`+test+`","definition_type":"statement","definition":{"statement":"(c)"}}`)
		if r := exporttest.One[*kg.Relationship](t, got, kg.ID(id("relationship", "5"))); r.Access != want {
			t.Errorf("marked %s: got access %q, want %q", ref, r.Access, want)
		}
	}
}

func TestWhatCannotBeReadIsRefusedWithItsPlace(t *testing.T) {
	for _, test := range []struct{ name, object, want string }{
		{"no object", `7`, "f:2:1: not an object"},
		{"no type", `{"id":"X1"}`, "f:2:1: type: must be set"},
		{"another id", `{"type":"malware","id":"X1"}`, "f:2:1: id: `identity--"},
		{"no moment", tie(`,"start_time":"yesterday"`), "f:2:1: start_time: `yesterday`: not a moment"},
		{"a stop before the start", tie(`,"start_time":"2020-01-02T00:00:00Z","stop_time":"2020-01-01T00:00:00Z"`), "f:2:1: stop_time"},
		{"a tie of two ties", `{"type":"relationship","id":"X5","relationship_type":"x","source_ref":"X4","target_ref":"X4"}`, "f:2:1: "},
		{"a note on nothing", `{"type":"note","id":"X7","content":"T","object_refs":[]}`, "f:2:1: object_refs"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := readBundle(t, test.object)
			if len(got.Problems) != 1 || !strings.HasPrefix(got.Problems[0], test.want) {
				t.Errorf("got problems %q, want one that begins with %q", got.Problems, test.want)
			}
			exporttest.One[*kg.Entity](t, got, kg.ID(id("location", "3"))) // reading went on
		})
	}
}

func TestWhatAnotherProgramChangedCounts(t *testing.T) {
	text := exporttest.Written(t, Format, exporttest.Seed(t))
	renamed := strings.Replace(text, `"name":"Syrian government under the Baath Party (al-Assad)"`, `"name":"Old government"`, 1)
	got := exporttest.Read(t, Format, exporttest.FileOf("f", renamed))
	e := exporttest.One[*kg.Entity](t, got, "syria-baath-government")
	if len(got.Remarks) != 1 || e.Names[0].Text != "Old government" || len(e.Names) != 3 || e.Validity.EDTF != "/2024-12-08" {
		t.Errorf("got names %v, %s, remarks %v; want the new name first, the time as it was, one remark", e.Names, e.Validity.EDTF, got.Remarks)
	}
}

func TestTiesOfOthersFindWhatWasWrittenUnderAnotherID(t *testing.T) {
	text := exporttest.Written(t, Format, exporttest.Seed(t))
	other := tieTo(idFor("identity", "sdf"), idFor("identity", "turkiye"))
	got := exporttest.Read(t, Format, exporttest.FileOf("f", strings.TrimSuffix(text, "\n]}\n")+",\n"+other+"\n]}\n"))
	r := exporttest.One[*kg.Relationship](t, got, kg.ID(id("relationship", "5")))
	if r.From != "sdf" || r.To != "turkiye" {
		t.Errorf("got a tie from %s to %s, want sdf to turkiye", r.From, r.To)
	}
}

func tieTo(from, to string) string {
	return `{"type":"relationship","id":"` + id("relationship", "5") + `","relationship_type":"related-to","source_ref":"` +
		from + `","target_ref":"` + to + `"}`
}

func FuzzRead(f *testing.F) {
	f.Add(`{"type":"bundle","objects":[` + tieTo(id("identity", "1"), id("identity", "2")) + `]}`)
	f.Add(`{"objects":[{"type":"malware","id":"` + id("malware", "1") + `","name":"M","first_seen":"2020-02-25T09:00:00Z","confidence":3}]}`)
	f.Add(`{"objects":[{"type":"report","id":"` + id("report", "1") + `","object_refs":["` + id("malware", "1") + `"],"external_references":[{"source_name":"x","url":"http://"}]}]}`)
	f.Add(`{"objects":[{"type":"identity","id":"` + id("identity", "1") + `","extensions":{"` + extensionID + `":{"record_class":"ENTITY","record":"{\"id\":\"a\"}"}}}]}`)
	f.Add(`{"objects":[{"type":"sighting","id":"` + id("sighting", "1") + `","sighting_of_ref":"` + id("note", "1") + `"}`)
	f.Fuzz(func(t *testing.T, text string) {
		o := formats.ReadOptions{Now: kg.InstantOf(exporttest.Now), Source: "s"}
		for it, err := range Format.Read([]formats.File{exporttest.FileOf("f", text)}, o) {
			exporttest.CheckItem(t, it, err)
		}
	})
}
