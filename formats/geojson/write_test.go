package geojson_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/geojson"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

type collection struct {
	Type     string
	Entente  map[string]any
	Features []struct {
		ID       string
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func written(t testing.TB, x *formats.Export) (string, collection) {
	t.Helper()
	var b strings.Builder
	if err := geojson.Format.Write(&b, x); err != nil {
		t.Fatal(err)
	}
	var c collection
	if err := json.Unmarshal([]byte(b.String()), &c); err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	return b.String(), c
}

// world is two places with a point, one without, and three events.
func world(t testing.TB) []kg.Record {
	t.Helper()
	when := func(text string) kg.Validity {
		v, err := kg.Written{EDTF: text}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	term := func(kind kg.TermKind, name string, class ...kg.EntityClass) *kg.Term {
		return &kg.Term{
			Header: kg.Header{ID: kg.TermID(kind, name)}, TermKind: kind, Name: name, Label: name,
			Sign: kg.SignNeutral, Classes: class, ValueType: kg.ValueNone,
		}
	}
	entity := func(id kg.ID, class kg.EntityClass, kind, edtf string, at *kg.Location) *kg.Entity {
		return &kg.Entity{
			Header: kg.Header{ID: id, Sources: []kg.ID{"s"}}, EntityClass: class, Kind: kind,
			Names: []kg.Name{{Text: strings.ToUpper(string(id)), Kind: kg.NameOfficial}}, Validity: when(edtf), Location: at,
		}
	}
	at := func(event, place kg.ID) *kg.Relationship {
		return &kg.Relationship{
			Header: kg.Header{ID: event + "." + place, Sources: []kg.ID{"s"}}, Type: "took-place-at",
			From: event, To: place, Validity: when("/"), Sign: kg.SignNeutral,
		}
	}
	return []kg.Record{
		term(kg.TermKindOfEntity, "city", kg.ClassPlace), term(kg.TermKindOfEntity, "battle", kg.ClassEvent),
		term(kg.TermRelationshipType, "took-place-at"), term(kg.TermClaimProperty, "exists"),
		&kg.Source{Header: kg.Header{ID: "s"}, Title: "An atlas"},
		entity("b1", kg.ClassEvent, "battle", "2019-03", nil), entity("b2", kg.ClassEvent, "battle", "2019", nil),
		entity("b3", kg.ClassEvent, "battle", "/", nil),
		entity("northtown", kg.ClassPlace, "city", "0244~/..", &kg.Location{Latitude: 35.95, Longitude: 39.01}),
		entity("southtown", kg.ClassPlace, "city", "/", &kg.Location{Latitude: 36.34, Longitude: 43.13}),
		entity("nowhere", kg.ClassPlace, "city", "/", nil),
		at("b1", "northtown"), at("b2", "northtown"), at("b2", "southtown"), at("b3", "nowhere"),
		&kg.Claim{
			Header: kg.Header{ID: "c"}, About: "b1", Property: "exists", Value: kg.Value{Type: kg.ValueNone},
			Stance: kg.StanceAsserts, Source: "s", Rank: kg.RankNormal,
		},
	}
}

func TestPlacesAndEventsAreWhereTheyAre(t *testing.T) {
	_, c := written(t, exporttest.Of(t, world(t)...))
	got := map[string]string{}
	for _, f := range c.Features {
		got[f.ID] = f.Geometry.Type + string(f.Geometry.Coordinates)
	}
	want := map[string]string{
		"b1": "Point[39.01,35.95]", "b2": "MultiPoint[[39.01,35.95],[43.13,36.34]]",
		"northtown": "Point[39.01,35.95]", "southtown": "Point[43.13,36.34]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("features (-want +got):\n%s", diff)
	}
	if c.Entente["places_without_point"] != 1.0 || c.Entente["events_without_point"] != 1.0 {
		t.Errorf("without a point: got %v, want one place and one event", c.Entente)
	}
}

func TestPropertiesSayWhenAndHowMuchIsKnown(t *testing.T) {
	_, c := written(t, exporttest.Of(t, world(t)...))
	for _, test := range []struct {
		id, property string
		want         any
	}{
		{"b1", "edtf", "2019-03"},
		{"b1", "start", "2019-03-01T00:00:00Z"},
		{"b1", "end", "2019-04-01T00:00:00Z"},
		{"b1", "claims", 1.0},
		{"b1", "label", "B1"},
		{"b1", "sources", "An atlas"},
		{"northtown", "start", "0243-01-01T00:00:00Z"},
		{"northtown", "end", nil},
		{"northtown", "end_kind", "OPEN"},
		{"southtown", "end", nil},
		{"southtown", "end_kind", "UNKNOWN"},
		{"southtown", "places", nil},
	} {
		for _, f := range c.Features {
			if f.ID == test.id && f.Properties[test.property] != test.want {
				t.Errorf("%s of %s: got %v, want %v", test.property, test.id, f.Properties[test.property], test.want)
			}
		}
	}
}

func TestWhatTheExportIsOfComesAlong(t *testing.T) {
	x := exporttest.AsOf(t, exporttest.Seed(t), "2026-01-15")
	x.About.Where = `{"kind":"camp"}`
	text, c := written(t, x)
	for name, want := range map[string]any{"as_of": "2026-01-15", "where": x.About.Where, "licences": "CC BY 4.0"} {
		if c.Entente[name] != want {
			t.Errorf("%s: got %v, want %v", name, c.Entente[name], want)
		}
	}
	if again, _ := written(t, x); again != text {
		t.Error("the second time the bytes are others")
	}
}

func TestNothingIsWrittenOfAnEmptyGraph(t *testing.T) {
	x := exporttest.Seed(t)
	x.Records = func(func(kg.Record, error) bool) {}
	if _, c := written(t, x); c.Type != "FeatureCollection" || len(c.Features) != 0 {
		t.Errorf("got %v, want no features", c)
	}
}

func TestAnErrorOfTheGraphIsReturned(t *testing.T) {
	x := exporttest.Seed(t)
	broken := errors.New("broken")
	x.Records = func(yield func(kg.Record, error) bool) { yield(nil, broken) }
	if err := geojson.Format.Write(&strings.Builder{}, x); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

// rules checks what RFC 7946 asks of such a file, and counts its features.
const rules = `
import json, sys, datetime
def no(c): raise ValueError("not JSON: " + c)
c = json.load(open(sys.argv[1], encoding="utf-8"), parse_constant=no)
assert c["type"] == "FeatureCollection" and isinstance(c["features"], list)
assert "crs" not in c and not {"coordinates", "geometries", "geometry", "properties"} & set(c)
def position(p):
    assert 2 <= len(p) <= 3 and all(isinstance(n, (int, float)) for n in p), p
    assert -180 <= p[0] <= 180 and -90 <= p[1] <= 90, p
ids = set()
for f in c["features"]:
    assert f["type"] == "Feature" and set(f) == {"type", "id", "geometry", "properties"}
    assert isinstance(f["id"], str) and f["id"] not in ids
    ids.add(f["id"])
    g = f["geometry"]
    assert set(g) == {"type", "coordinates"}
    {"Point": position, "MultiPoint": lambda ps: [position(p) for p in ps]}[g["type"]](g["coordinates"])
    p = f["properties"]
    for key in ("start", "end"):
        if p[key] is not None and not p[key].startswith("-"):
            datetime.datetime.fromisoformat(p[key])
    if p["start"] and p["end"]:
        assert p["start"] < p["end"]
print(len(ids))
`

func TestTheFileFollowsRFC7946(t *testing.T) {
	x := exporttest.Seed(t)
	text, c := written(t, x)
	path := t.TempDir() + "/a.geojson"
	write(t, path, text)
	if got := pythontest.Run(t, rules, path); strings.TrimSpace(got) != itoa(len(c.Features)) {
		t.Errorf("features that Python counts: got %s, want %d", got, len(c.Features))
	}
	located := 0
	for _, e := range exporttest.Records[*kg.Entity](t, x) {
		if e.Location != nil {
			located++
		}
	}
	if len(c.Features) < located {
		t.Errorf("features: got %d, want at least the %d places that have a point", len(c.Features), located)
	}
}
