package neo4jcsv

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/kg"
)

var now = kg.InstantOf(exporttest.Now)

// told reads files and returns all records by id, and the errors.
func told(tb testing.TB, files ...formats.File) (map[kg.ID]kg.Record, []string) {
	tb.Helper()
	records := map[kg.ID]kg.Record{}
	var refused []string
	for item, err := range Read(files, formats.ReadOptions{Now: now, Source: "the-file"}) {
		if err != nil {
			refused = append(refused, err.Error())
			continue
		}
		for _, r := range append(slices.Clone(item.Named), item.Records...) {
			records[r.Head().ID] = r
		}
	}
	return records, refused
}

func archiveOf(tb testing.TB, x *formats.Export) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, x); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestTheArchiveIsReadBackAsItWas(t *testing.T) {
	x := exporttest.Seed(t)
	got, refused := told(t, formats.TextFile("graph.neo4j.zip", archiveOf(t, x)))
	if len(refused) > 0 {
		t.Fatalf("refused: got %s, want nothing", strings.Join(refused, "\n"))
	}
	count := 0
	for want, err := range x.Records {
		if err != nil {
			t.Fatal(err)
		}
		count++
		if got[want.Head().ID] == nil {
			t.Errorf("%s is gone", want.Head().ID)
			continue
		}
		differences, err := kg.Differences(want, got[want.Head().ID], now)
		if err != nil || len(differences) > 0 {
			t.Errorf("%s: got %+v, error %v; want no difference", want.Head().ID, differences, err)
		}
	}
	if len(got) != count {
		t.Errorf("records: got %d, want %d", len(got), count)
	}
	if !bytes.Equal(archiveOf(t, x), archiveOf(t, x)) {
		t.Error("two exports of one graph differ, want the same bytes")
	}
}

// rowsOf returns the rows of a table of the archive, by the names of their columns.
func rowsOf(tb testing.TB, archive []byte, name string) []map[string]string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		tb.Fatal(err)
	}
	text, err := fs.ReadFile(z, name)
	if err != nil {
		tb.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func TestNeo4jFindsBothEndsOfEachEdge(t *testing.T) {
	archive := archiveOf(t, exporttest.Seed(t))
	ids := map[string]bool{}
	for _, name := range []string{"nodes.csv", "sources.csv", "claims.csv"} {
		for _, row := range rowsOf(t, archive, name) {
			if ids[row["id:ID"]] || row[":LABEL"] == "" {
				t.Errorf("%s: got %v, want an id of its own and a label", name, row)
			}
			ids[row["id:ID"]] = true
		}
	}
	kinds := map[string]int{}
	for _, name := range []string{"relationships.csv", "evidence.csv"} {
		for _, row := range rowsOf(t, archive, name) {
			kinds[row[":TYPE"]]++
			if !ids[row[":START_ID"]] || !ids[row[":END_ID"]] || row[":TYPE"] == "" {
				t.Errorf("%s: got %v, want two nodes and a type", name, row)
			}
		}
	}
	for _, kind := range []string{"MEMBER_OF", "RESTS_ON", "FROM_SOURCE", "ASSERTED_BY", "ABOUT"} {
		if kinds[kind] == 0 {
			t.Errorf("edges of type %s: got none, want some", kind)
		}
	}
}

const (
	movies = "movieId:ID(Movie),title,year:int,:LABEL,tags:string[],x:IGNORE\nm1,\"The Matrix\",1999,Movie;SciFi,a;b,no\nm2,Speed,soon,Movie,,\n"
	actors = "personId:ID(Person);name;:LABEL\np1;Keanu Reeves;Person\n"
	roles  = ":START_ID(Person),role,:END_ID(Movie),:TYPE,since,until\np1,Neo,m1,ACTED_IN,1999-03,\np1,Jack,m1,ACTED_IN,1999,1998\n"
)

func TestTablesOfOthersAreReadByTheirHeaders(t *testing.T) {
	got, refused := told(t, formats.TextFile("in/roles.csv", []byte(roles)),
		formats.TextFile("in/movies.csv", []byte(movies)), formats.TextFile("in/actors.csv", []byte(actors)))
	want := []string{"in/movies.csv:3:10: properties.year: `soon`: not a number", "in/roles.csv:3:26: end: `1999/1998`"}
	if len(refused) != 2 || !strings.HasPrefix(refused[0], want[0]) || !strings.HasPrefix(refused[1], want[1]) {
		t.Errorf("refused: got %q, want %q", refused, want)
	}
	matrix := got["Movie-m1"].(*kg.Entity)
	if matrix.Kind != "movie" || matrix.Names[0].Text != "The Matrix" || matrix.Properties["year"].String() != "1999" {
		t.Errorf("the film: got %+v", matrix)
	}
	var tags []string
	for _, v := range formats.Several(matrix.Properties, "tags") {
		tags = append(tags, v.Text)
	}
	if diff := cmp.Diff([]string{"a", "b"}, tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	var ties []string
	for _, r := range got {
		if r, ok := r.(*kg.Relationship); ok {
			ties = append(ties, fmt.Sprintf("%s %s %s %s %s", r.From, r.Type, r.To, r.Validity.EDTF, r.Properties["role"].Text))
		}
	}
	if diff := cmp.Diff([]string{"Person-p1 acted-in Movie-m1 1999-03/ Neo"}, ties); diff != "" {
		t.Errorf("ties (-want +got):\n%s", diff)
	}
}

func TestTheExampleBecomesWhatThePageSays(t *testing.T) {
	folder := filepath.Join("..", "..", "docs", "formats", "examples", "neo4j-csv")
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats", "neo4j-csv.md"))
	if err != nil {
		t.Fatal(err)
	}
	var files []formats.File
	for _, name := range []string{"movies.csv", "people.csv", "roles.csv"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, formats.TextFile(name, text))
		if name != "people.csv" && !strings.Contains(string(page), "```csv\n"+string(text)) {
			t.Errorf("the page does not quote %s", name)
		}
	}
	if !strings.Contains(string(page), command) {
		t.Error("the page has another command than README.txt")
	}
	got, refused := told(t, files...)
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	var lines []string
	for id, r := range got {
		switch r := r.(type) {
		case *kg.Entity:
			lines = append(lines, fmt.Sprintf("%s %s %s", id, r.Kind, r.Names[0].Text))
		case *kg.Relationship:
			lines = append(lines, fmt.Sprintf("%s %s %s %s", r.From, r.Type, r.To, r.Validity.EDTF))
		}
	}
	slices.Sort(lines)
	want := []string{"Movie-m1 movie The Lighthouse of Avaria", "Person-p1 acted-in Movie-m1 1998-03/1999", "Person-p1 person Ada Brandt"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestWhatIsNoHeaderOfNeo4jIsRefused(t *testing.T) {
	for _, text := range []string{"", "id,name\n1,x\n", ":START_ID,:TYPE\n1,x\n", "\""} {
		_, refused := told(t, formats.TextFile("t.csv", []byte(text)))
		if len(refused) != 1 || !strings.Contains(refused[0], "neither a file of nodes nor one of relationships") {
			t.Errorf("%q: got %q, want a word on the header", text, refused)
		}
	}
}

// FuzzRead checks that any files are read or refused: never a panic, every record valid.
func FuzzRead(f *testing.F) {
	f.Add(movies, roles)
	f.Add(":ID\n\n", ":START_ID\t:END_ID\n1\t1\n")
	f.Add(":ID(0aa),,,,0,\na0,0,,,,", ":START_ID(00000),00000:ID")
	f.Add("PK\x03\x04", "a:ID(<),*:int[]\n,\n")
	f.Fuzz(func(t *testing.T, nodes, ties string) {
		files := []formats.File{formats.TextFile("[n].csv", []byte(nodes)), formats.TextFile("t*.csv", []byte(ties))}
		for item, err := range Read(files, formats.ReadOptions{Now: now, Source: "f"}) {
			var placed *formats.Error
			var invalid *kg.InvalidError
			if err != nil && !errors.As(err, &placed) && !errors.As(err, &invalid) && !errors.Is(err, kg.ErrLimit) {
				t.Errorf("got error %v, want one of the words of the graph", err)
			}
			for _, r := range append(slices.Clone(item.Named), item.Records...) {
				if err := r.Validate(); err != nil {
					t.Errorf("got %+v, which is refused: %v", r, err)
				}
			}
		}
	})
}
