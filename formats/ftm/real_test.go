package ftm

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/exporttest"
	"entente/internal/realdata"
	"entente/kg"
)

// plainLine is a line as it stands.
type plainLine struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// plainLines reads lines without any of what is tested.
func plainLines(t *testing.T, text string) []plainLine {
	t.Helper()
	var lines []plainLine
	for text := range strings.Lines(text) {
		var l plainLine
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

func realText(t *testing.T, name string) (path, text string) {
	t.Helper()
	path = filepath.Join(realdata.Folder(t, "ftm"), name)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, string(data)
}

func TestPaymentsOfADayAreTiesOfThatDay(t *testing.T) {
	path, text := realText(t, "donations.ijson")
	got := exporttest.Read(t, Format, exporttest.Disk(path))
	if len(got.Problems) > 0 {
		t.Fatalf("got problems %v, want none", got.Problems)
	}
	schemata := map[string]int{}
	for _, l := range plainLines(t, text) {
		schemata[l.Schema]++
		if l.Schema != "Payment" {
			continue
		}
		r := exporttest.One[*kg.Relationship](t, got, kg.ID(l.ID))
		want := []string{l.Properties["payer"][0], l.Properties["beneficiary"][0], l.Properties["date"][0], l.Properties["amountEur"][0] + " EUR"}
		found := []string{string(r.From), string(r.To), r.Validity.EDTF, r.Properties["amountEur"].String()}
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("payment %s: payer, beneficiary, day, amount (-want +got):\n%s", l.ID, diff)
		}
	}
	kinds := map[string]int{}
	for _, r := range got.Records {
		switch r := r.(type) {
		case *kg.Entity:
			kinds[r.Kind]++
		case *kg.Relationship:
			kinds[r.Type]++
		}
	}
	want := map[string]int{
		"paid": schemata["Payment"], "address": schemata["Address"], "company": schemata["Company"],
		"person": schemata["Person"], "organization": schemata["Organization"], "has-address": kinds["has-address"],
	}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("kinds and types (-want +got):\n%s", diff)
	}
	if kinds["paid"] != 290 {
		t.Errorf("got %d payments, want 290", kinds["paid"])
	}
}

// moved are the properties that come back under another name: what is read as the
// summary of a thing without one, and what becomes a tie of its own.
var moved = map[string]string{"description": "summary", "addressEntity": ""}

func TestPropertiesSurviveTheWayThroughAGraph(t *testing.T) {
	for _, name := range []string{"donations.ijson", "eu_authorities.ftm.json"} {
		t.Run(name, func(t *testing.T) {
			path, text := realText(t, name)
			back := map[string]plainLine{}
			for _, l := range plainLines(t, exporttest.Written(t, Format, exporttest.Graph(t, exporttest.Read(t, Format, exporttest.Disk(path))))) {
				back[l.ID] = l
			}
			for _, l := range plainLines(t, text) {
				if got := back[l.ID].Schema; got != l.Schema {
					t.Errorf("%s: got schema %s, want %s", l.ID, got, l.Schema)
				}
				for property, want := range l.Properties {
					if name, other := moved[property]; other {
						property = name
					}
					for _, text := range want {
						text = strings.Join(strings.Fields(text), " ")
						found := back[l.ID].Properties[property]
						if property == "weakAlias" { // one that is no acronym is an alias
							found = append(found, back[l.ID].Properties["alias"]...)
						}
						if property != "" && !slices.Contains(found, text) {
							t.Errorf("%s %s: got %q, want %q among them", l.ID, property, found, text)
						}
					}
				}
			}
		})
	}
}

func TestReadingTwiceGivesTheSameIDs(t *testing.T) {
	path, _ := realText(t, "donations.ijson")
	if diff := cmp.Diff(exporttest.Read(t, Format, exporttest.Disk(path)).Order, exporttest.Read(t, Format, exporttest.Disk(path)).Order); diff != "" {
		t.Errorf("ids of two readings (-first +second):\n%s", diff)
	}
}

func TestAuthoritiesAreActorsOfTheirDataset(t *testing.T) {
	path, text := realText(t, "eu_authorities.ftm.json")
	got := exporttest.Read(t, Format, exporttest.Disk(path))
	if len(got.Problems)+len(got.Remarks) > 0 {
		t.Fatalf("got problems %v, remarks %v; want none", got.Problems, got.Remarks)
	}
	for _, l := range plainLines(t, text) {
		e := exporttest.One[*kg.Entity](t, got, kg.ID(l.ID))
		if e.EntityClass != kg.ClassActor || e.Kind != "public-body" || e.Sources[0] != "dataset:eu_authorities" ||
			e.Name("", kg.Always) != l.Properties["name"][0] {
			t.Errorf("%s: got %s %s of %v called %q", l.ID, e.EntityClass, e.Kind, e.Sources, e.Name("", kg.Always))
		}
	}
	exporttest.One[*kg.Source](t, got, "dataset:eu_authorities")
}
