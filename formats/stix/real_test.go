package stix

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/exporttest"
	"entente/internal/realdata"
	"entente/kg"
)

// plainObjects reads a bundle without any of what is tested.
func plainObjects(t *testing.T, path string) []map[string]any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var bundle struct {
		Objects []map[string]any `json:"objects"`
	}
	if err := json.Unmarshal(data, &bundle); err != nil {
		t.Fatal(err)
	}
	return bundle.Objects
}

func TestRealBundlesAreReadWhole(t *testing.T) {
	for _, test := range []struct {
		name string
		// counted are ties, claims about ties, seconds, unknown times, spans: of what the
		// files hold, by the description beside them.
		counted [5]int
	}{
		{"poisonivy.json", [5]int{90, 0, 0, 90, 0}},
		{"DATA-TEST-STIX2_v2.json", [5]int{20, 3, 0, 0, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(realdata.Folder(t, "stix"), test.name)
			got := exporttest.Read(t, Format, exporttest.Disk(path))
			if len(got.Problems) > 0 {
				t.Fatalf("got problems %v, want none", got.Problems)
			}
			want, found := map[string]int{}, map[string]int{}
			for _, o := range plainObjects(t, path) {
				count(want, o)
			}
			for id, r := range got.Records {
				if rel, tie := r.(*kg.Relationship); tie && strings.HasPrefix(string(id), "relationship--") {
					found["ties"]++
					found[timeKind(rel.Validity.EDTF)]++
				} else if c, claim := r.(*kg.Claim); claim && strings.HasPrefix(string(id), "relationship--") {
					found["claims about "+typeOf(string(c.About))]++
				} else if e, entity := r.(*kg.Entity); entity {
					found["entities"]++
					found[string(e.EntityClass)]++
				}
			}
			if diff := cmp.Diff(want, found); diff != "" {
				t.Errorf("what was read (-want +got):\n%s", diff)
			}
			ours := [5]int{found["ties"], found["claims about relationship"], 0, 0, found["spans"]}
			if test.counted[3] > 0 {
				ours[3] = found["unknown"]
			}
			if ours != test.counted {
				t.Errorf("got %v, want %v", ours, test.counted)
			}
		})
	}
}

// count counts what an object is to become.
func count(n map[string]int, o map[string]any) {
	kind, _ := o["type"].(string)
	text := func(name string) string { s, _ := o[name].(string); return s }
	switch kind {
	case "report", "note", "opinion", "marking-definition":
		return
	case "relationship":
		if strings.HasPrefix(text("source_ref"), "relationship--") || strings.HasPrefix(text("target_ref"), "relationship--") {
			n["claims about relationship"]++
			return
		}
		n["ties"]++
		switch start, stop := text("start_time"), text("stop_time"); {
		case start == "" || strings.HasPrefix(start, "1900-"):
			n["unknown"]++
		case start == stop:
			n["seconds"]++
		default:
			n["spans"]++
		}
		return
	case "location":
		n["PLACE"]++
	case "campaign", "incident", "sighting", "observed-data":
		n["EVENT"]++
	default:
		n["ACTOR"]++
	}
	n["entities"]++
}

func timeKind(edtf string) string {
	switch {
	case edtf == "/":
		return "unknown"
	case strings.Contains(edtf, "/"):
		return "spans"
	default:
		return "seconds"
	}
}

func TestReadingTwiceGivesTheSameIDs(t *testing.T) {
	file := exporttest.Disk(filepath.Join(realdata.Folder(t, "stix"), "DATA-TEST-STIX2_v2.json"))
	if diff := cmp.Diff(exporttest.Read(t, Format, file).Order, exporttest.Read(t, Format, file).Order); diff != "" {
		t.Errorf("ids of two readings (-first +second):\n%s", diff)
	}
}

func TestObjectsOfSTIXKeepTheirIDsAndTypesOnTheWayBack(t *testing.T) {
	for _, name := range []string{"poisonivy.json", "DATA-TEST-STIX2_v2.json"} {
		path := filepath.Join(realdata.Folder(t, "stix"), name)
		text := exporttest.Written(t, Format, exporttest.Whole(t, exporttest.Read(t, Format, exporttest.Disk(path))))
		for _, o := range plainObjects(t, path) {
			switch kind := o["type"].(string); kind {
			case "report", "marking-definition", "observed-data", "note", "opinion", "software", "malware-analysis":
				continue // each is another object on the way back
			case "relationship":
				if strings.HasPrefix(o["target_ref"].(string), "relationship--") {
					continue
				}
			}
			if want := `"id":"` + o["id"].(string) + `"`; !strings.Contains(text, want) {
				t.Errorf("%s: got no object with %s", name, want)
			}
		}
	}
}
