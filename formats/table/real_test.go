package table

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/formats"
	"entente/internal/realdata"
	"entente/kg"
)

// now is the moment of reading in tests.
var now = must(kg.ParseInstant("2026-06-30T00:00:00Z"))

func must(at kg.Instant, err error) kg.Instant {
	if err != nil {
		panic(err)
	}
	return at
}

// example is the mapping of a name in the documentation.
func example(name string) *formats.File {
	f := onDisk(filepath.Join("..", "..", "docs", "formats", "examples", "csv", name))
	return &f
}

// onDisk is a file, unpacked if its name ends in .gz.
func onDisk(path string) formats.File {
	return formats.File{Name: path, Open: func() (io.ReadCloser, error) {
		file, err := os.Open(path)
		if err != nil || !strings.HasSuffix(path, ".gz") {
			return file, err
		}
		return gzip.NewReader(file)
	}}
}

// A told is all that some files say.
type told struct {
	entities      map[kg.ID][]*kg.Entity
	relationships []*kg.Relationship
	sources       map[kg.ID]*kg.Source
	terms         map[kg.ID]*kg.Term
	claims        []*kg.Claim
	// mentioned are the entities that rows only mention.
	mentioned map[kg.ID]*kg.Entity
	// refused are the errors, with the line and the name of the file.
	refused []string
	items   []formats.Item
}

// tell reads files by a mapping.
func tell(tb testing.TB, mapping *formats.File, files ...formats.File) *told {
	tb.Helper()
	all := &told{
		entities: map[kg.ID][]*kg.Entity{}, sources: map[kg.ID]*kg.Source{}, terms: map[kg.ID]*kg.Term{},
		mentioned: map[kg.ID]*kg.Entity{},
	}
	for item, err := range Read(files, formats.ReadOptions{Now: now, Mapping: mapping, Source: "the-file"}) {
		var placed *formats.Error
		switch {
		case errors.As(err, &placed):
			at := placed.At
			at.File = filepath.Base(at.File)
			all.refused = append(all.refused, at.String()+": "+placed.Err.Error())
			continue
		case err != nil:
			tb.Fatal(err)
		}
		all.take(item)
	}
	return all
}

func (all *told) take(item formats.Item) {
	all.items = append(all.items, item)
	for _, r := range append(append([]kg.Record{}, item.Named...), item.Records...) {
		switch r := r.(type) {
		case *kg.Source:
			all.sources[r.ID] = r
		case *kg.Term:
			all.terms[r.ID] = r
		case *kg.Relationship:
			all.relationships = append(all.relationships, r)
		case *kg.Claim:
			all.claims = append(all.claims, r)
		case *kg.Entity:
			all.mentioned[r.ID] = r
		}
	}
	for _, r := range item.Records {
		if e, ok := r.(*kg.Entity); ok {
			all.entities[e.ID] = append(all.entities[e.ID], e)
		}
	}
}

// holding counts the relationships of a type that are in force in a window, and those
// that surely are.
func (all *told) holding(tb testing.TB, kind, window string) (possible, certain int) {
	tb.Helper()
	w, err := kg.ParseWindow(window, "")
	if err != nil {
		tb.Fatal(err)
	}
	for _, r := range all.relationships {
		if kind != "" && r.Type != kind {
			continue
		}
		switch r.Validity.Span.Holds(w) {
		case kg.Certain:
			certain++
			possible++
		case kg.Possible:
			possible++
		}
	}
	return possible, certain
}

// raw gives each row of a file of real data behind its header to use.
func raw(tb testing.TB, path string, use func(cells []string)) {
	tb.Helper()
	r, err := onDisk(path).Open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	table, err := csv.NewReader(r).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	for _, cells := range table[1:] {
		use(cells)
	}
}

// equal fails a test where two numbers differ.
func equal(tb testing.TB, what string, got, want int) {
	tb.Helper()
	if got != want {
		tb.Errorf("%s: got %d, want %d", what, got, want)
	}
}

func TestArchigosIsReadAsTheRowsHaveIt(t *testing.T) {
	path := filepath.Join(realdata.Folder(t, "peacesciencer"), "archigos.csv")
	all := tell(t, example("archigos.yaml"), onDisk(path))
	const day = "1914-08-04"
	rows, on := 0, 0
	people := map[string]bool{}
	raw(t, path, func(c []string) {
		rows++
		people[c[2]] = true
		if start, end := c[6], c[7]; start <= day && day <= end {
			on++
		}
	})
	equal(t, "refused", len(all.refused), 0)
	equal(t, "ties", len(all.relationships), rows)
	got, _ := all.holding(t, "leads", day)
	equal(t, "leaders on "+day, got, on)
	leaders := 0
	for id := range all.mentioned {
		if strings.HasPrefix(string(id), "leader-") {
			leaders++
		}
	}
	equal(t, "leaders", leaders, len(people))
	possible, certain := all.holding(t, "leads", "2016-06-01")
	if certain != 0 || possible != 166 {
		t.Errorf("after the list: got %d leaders, %d certain; want 166, none certain", possible, certain)
	}
}

func TestStatesOfTheWarsAreReadAsTheRowsHaveIt(t *testing.T) {
	path := filepath.Join(realdata.Folder(t, "peacesciencer"), "cow_states.csv")
	all := tell(t, example("cow_states.yaml"), onDisk(path))
	const day = "1914-08-04"
	rows, on, edges := 0, 0, 0
	raw(t, path, func(c []string) {
		rows++
		date := func(i int) string { return joinDate(c[i], c[i+1], c[i+2]) }
		if date(3) <= day && day <= date(6) {
			on++
		}
		if date(6) == "2016-12-31" {
			edges++
		}
	})
	equal(t, "refused", len(all.refused), 0)
	equal(t, "ties", len(all.relationships), rows)
	_, certain := all.holding(t, "member-of", day)
	equal(t, "members on "+day, certain, on)
	possible, certain := all.holding(t, "member-of", "2017-06-01")
	equal(t, "possible members after the list", possible, edges)
	equal(t, "certain members after the list", certain, 0)
}

func TestYearsOfAlliancesAreReadAsSpells(t *testing.T) {
	path := filepath.Join(realdata.Folder(t, "peacesciencer"), "atop_alliance.csv.gz")
	all := tell(t, example("atop_alliance.yaml"), onDisk(path))
	in1914, open := 0, 0
	raw(t, path, func(c []string) {
		switch c[2] {
		case "1914":
			in1914++
		case "2018":
			open++
		}
	})
	equal(t, "refused", len(all.refused), 0)
	equal(t, "spells", len(all.relationships), 15_419)
	got, _ := all.holding(t, "", "1914")
	equal(t, "spells in 1914", got, in1914)
	got, certain := all.holding(t, "", "2020")
	equal(t, "spells that may go on", got, open)
	equal(t, "spells that surely go on", certain, 0)
}

func TestSpellsAreTheSameUnsorted(t *testing.T) {
	path := filepath.Join(realdata.Folder(t, "peacesciencer"), "atop_alliance.csv.gz")
	text, err := os.ReadFile(example("atop_alliance.yaml").Name)
	if err != nil {
		t.Fatal(err)
	}
	unsorted := strings.Replace(string(text), "  sorted: true\n", "", 1)
	all := tell(t, textFile("m.yaml", unsorted), onDisk(path))
	equal(t, "spells", len(all.relationships), 15_419)
}

// textFile is a file of a text.
func textFile(name, text string) *formats.File {
	f := formats.TextFile(name, []byte(text))
	return &f
}
