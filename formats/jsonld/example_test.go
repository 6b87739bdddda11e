package jsonld_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

var docs = filepath.Join("..", "..", "docs", "formats")

// block returns the first block of a language on the page on the format.
func block(t testing.TB, language string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(docs, "jsonld.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```"+language+"\n")
	text, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatalf("the page has no %s", language)
	}
	return text
}

// partnership is what the page shows: a tie, and a claim about it.
func partnership(t testing.TB) *formats.Export {
	t.Helper()
	when, err := kg.Written{EDTF: "2015-10~/2026-01-20"}.Read(0)
	if err != nil {
		t.Fatal(err)
	}
	actor := func(id kg.ID, name string) *kg.Entity {
		return &kg.Entity{
			Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "actor", Validity: kg.Unknown,
			Names: []kg.Name{{Text: name, Language: "en", Kind: kg.NameOfficial}},
		}
	}
	term := func(kind kg.TermKind, name string) *kg.Term {
		t := &kg.Term{Header: kg.Header{ID: kg.TermID(kind, name)}, TermKind: kind, Name: name, Label: name}
		switch kind {
		case kg.TermKindOfEntity:
			t.Classes = []kg.EntityClass{kg.ClassActor}
		case kg.TermRelationshipType:
			t.Symmetric, t.Sign = true, kg.SignCooperative
		default:
			t.ValueType, t.Constant = kg.ValueDate, true
		}
		return t
	}
	x := exporttest.Of(t,
		term(kg.TermKindOfEntity, "actor"), term(kg.TermRelationshipType, "partnership"),
		term(kg.TermClaimProperty, "end"),
		&kg.Source{Header: kg.Header{ID: "s1"}, Title: "A statement", URL: "https://example.org/statement"},
		actor("us", "United States"), actor("sdf", "Syrian Democratic Forces"),
		&kg.Relationship{
			Header: kg.Header{ID: "partnership-us-sdf", Sources: []kg.ID{"s1"}}, Type: "partnership",
			From: "us", To: "sdf", Validity: when, Sign: kg.SignCooperative,
		},
		&kg.Claim{
			Header: kg.Header{ID: "c1"}, About: "partnership-us-sdf", Property: "end",
			Value: kg.Value{Type: kg.ValueDate, Date: "2026-01-20"}, Stance: kg.StanceAsserts, AssertedBy: "us",
			Source: "s1", SaidAt: "2026-01-20", Rank: kg.RankNormal,
		},
	)
	x.About.Title = "A partnership"
	return x
}

func TestThePageShowsWhatIsWritten(t *testing.T) {
	got := written(t, partnership(t))
	path := filepath.Join(docs, "examples", "jsonld", "partnership.jsonld")
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what is written now:\n%s", path, got)
	}
	var file struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(got), &file); err != nil {
		t.Fatal(err)
	}
	nodes := map[any]map[string]any{}
	for _, node := range file.Graph {
		nodes[node["id"]] = node
	}
	for shown := json.NewDecoder(strings.NewReader(block(t, "json"))); ; {
		var node map[string]any
		if err := shown.Decode(&node); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(nodes[node["id"]], node); diff != "" {
			t.Errorf("%s on the page (-written +shown):\n%s", node["id"], diff)
		}
	}
}
