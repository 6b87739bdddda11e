package jsonld_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/jsonld"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/kg"
)

func written(t testing.TB, x *formats.Export) string {
	t.Helper()
	var b strings.Builder
	if err := jsonld.Format.Write(&b, x); err != nil {
		t.Fatal(err)
	}
	if !json.Valid([]byte(b.String())) {
		t.Fatalf("not JSON:\n%.2000s", b.String())
	}
	return b.String()
}

// ask parses a file with rdflib and answers a query in SPARQL, a line for each row.
const ask = `
import logging, sys, rdflib
logging.basicConfig(level=logging.ERROR)
g = rdflib.Graph()
g.parse(sys.argv[1], format="json-ld")
for row in sys.argv[2:]:
    for r in g.query(row):
        print("\t".join("" if v is None else str(v) for v in r))
`

const prefixes = `
PREFIX ent: <urn:entente:vocabulary:> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
`

// answers writes x and asks queries of what rdflib makes of it.
func answers(t *testing.T, x *formats.Export, queries ...string) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.jsonld")
	if err := os.WriteFile(path, []byte(written(t, x)), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{path}
	for _, q := range queries {
		args = append(args, prefixes+q)
	}
	return strings.Split(strings.TrimSpace(pythontest.Run(t, ask, args...)), "\n")
}

func TestEveryRecordIsANode(t *testing.T) {
	x := exporttest.Seed(t)
	want := []string{
		count[*kg.Term](t, x), count[*kg.Source](t, x), count[*kg.Entity](t, x),
		count[*kg.Relationship](t, x), count[*kg.Claim](t, x), count[*kg.Claim](t, x), "1",
	}
	of := func(pattern string) string { return "SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE {" + pattern + "}" }
	got := answers(t, x,
		of("?r a ?c FILTER(?c IN (ent:Kind, ent:RelationshipType, ent:ClaimProperty))"),
		of("?r a ent:Source"),
		of("?r a ?c; ent:validity ?v FILTER(?c IN (ent:Actor, ent:Place, ent:Event))"),
		of("?r a rdf:Statement; rdf:subject ?s; rdf:predicate ?p; rdf:object ?o; prov:hadPrimarySource ?src"),
		of("?r a ent:Claim; ent:about ?a; prov:hadPrimarySource ?src; ent:claimed ?p; ent:stance ?st; ent:rank ?rank"),
		of("?r a ent:Claim . ?r ent:about ?a . ?a a ?anything"),
		of("?r a prov:Bundle, dcat:Dataset; ent:known ?k; dcterms:license 'CC BY 4.0'"),
	)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("terms, sources, entities, relationships, claims, their records, exports (-want +got):\n%s", diff)
	}
}

func count[T kg.Record](t *testing.T, x *formats.Export) string {
	return strconv.Itoa(len(exporttest.Records[T](t, x)))
}

func TestWhoWasTiedToWhomWhenIsAskedInSPARQL(t *testing.T) {
	x := exporttest.Seed(t)
	day, err := kg.ParseWindow("2026-01-15", "")
	if err != nil {
		t.Fatal(err)
	}
	others := map[string]bool{}
	for _, r := range exporttest.Records[*kg.Relationship](t, x) {
		if r.Validity.Span.Holds(day) == "" {
			continue
		}
		switch "sdf" {
		case string(r.From):
			others["urn:entente:"+string(r.To)] = true
		case string(r.To):
			others["urn:entente:"+string(r.From)] = true
		}
	}
	got := answers(t, x, block(t, "sparql")) // the query of the page
	for _, other := range got {
		if !others[other] {
			t.Errorf("SPARQL finds %s, which the graph does not", other)
		}
	}
	if len(got) != len(others) || len(got) < 5 {
		t.Errorf("others tied to the SDF: got %d, want %d", len(got), len(others))
	}
}

func TestNamesHaveTheirLanguages(t *testing.T) {
	got := answers(t, exporttest.Seed(t),
		`SELECT ?n WHERE { <urn:entente:shaddadi> schema:name ?n FILTER(LANG(?n) = "ar") }`,
		`SELECT (LANG(?n) AS ?l) WHERE { <urn:entente:shaddadi> rdfs:label ?n }`,
		`SELECT ?m WHERE { <urn:entente:united-states> skos:exactMatch ?m }`,
		`SELECT ?lat WHERE { <urn:entente:shaddadi> schema:geo/schema:latitude ?lat }`,
	)
	want := []string{"الشدادي", "en", "http://www.wikidata.org/entity/Q30", "36.0561"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Arabic name, language of the label, match, latitude (-want +got):\n%s", diff)
	}
}

func TestUnknownOpenAndKnownBoundsStayApart(t *testing.T) {
	x := exporttest.Seed(t)
	want := map[string]int{}
	for _, r := range exporttest.Records[*kg.Relationship](t, x) {
		want[string(r.Validity.End().Kind)]++
	}
	got := map[string]int{}
	for _, line := range answers(t, x, `SELECT ?k (COUNT(*) AS ?n) WHERE {
		?r a rdf:Statement; ent:validity/ent:endKind ?k } GROUP BY ?k`) {
		var kind string
		var n int
		if _, err := fmt.Sscan(line, &kind, &n); err != nil {
			t.Fatal(err)
		}
		got[kind] = n
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ends by kind (-want +got):\n%s", diff)
	}
}

func TestADayIsNoMoment(t *testing.T) {
	x := exporttest.Seed(t)
	moments := 0
	for _, c := range exporttest.Records[*kg.Claim](t, x) {
		if strings.Contains(string(c.SaidAt), "T") {
			moments++
		}
	}
	got := answers(t, x, `SELECT (COUNT(*) AS ?n) WHERE { ?c a ent:Claim; prov:generatedAtTime ?t }`)
	if got[0] != strconv.Itoa(moments) {
		t.Errorf("claims with prov:generatedAtTime: got %s, want the %d that were made at a known second", got[0], moments)
	}
}

func TestWhatTheExportIsOfComesAlong(t *testing.T) {
	x := exporttest.AsOf(t, exporttest.Seed(t), "2026-01-15")
	x.About.Where, x.About.AccordingTo = `{"sign":"HOSTILE"}`, []kg.ID{"sdf"}
	got := answers(t, x, `SELECT ?asOf ?known ?where ?who WHERE {
		<urn:entente:export> ent:asOf ?asOf; ent:known ?known; ent:where ?where; ent:accordingTo ?who }`)
	want := "2026-01-15\t2026-11-23T00:00:00+00:00\t" + `{"sign":"HOSTILE"}` + "\turn:entente:sdf"
	if got[0] != want {
		t.Errorf("got %q, want %q", got[0], want)
	}
}

func TestTheSameGraphGivesTheSameBytes(t *testing.T) {
	x := exporttest.Seed(t)
	if first, again := written(t, x), written(t, x); first != again {
		t.Error("the second time the bytes are others")
	}
}

func TestAnErrorOfTheGraphIsReturned(t *testing.T) {
	x := exporttest.Seed(t)
	broken := errors.New("broken")
	x.Records = func(yield func(kg.Record, error) bool) { yield(nil, broken) }
	if err := jsonld.Format.Write(&strings.Builder{}, x); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}
