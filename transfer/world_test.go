package transfer_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/formats"
	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
	"entente/store/neo4j"
	"entente/store/sqlite"
	"entente/transfer"
)

// noon is when all tests begin.
var noon = time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)

// A world is a graph and what an import told.
type world struct {
	*testing.T
	graph    *kg.Graph
	store    kg.Store
	problems []string
	remarks  []string
	rejects  bytes.Buffer
}

func clock() time.Time { return noon }

// newWorld returns one whose graph is in a new SQLite file.
func newWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, openSQLite(t))
}

func worldOf(t *testing.T, store kg.Store) *world {
	t.Helper()
	return &world{T: t, graph: kg.NewGraph(store, clock), store: store}
}

func openSQLite(t *testing.T) kg.Store {
	t.Helper()
	return openSQLiteAt(t, clock)
}

func openSQLiteAt(t *testing.T, clock func() time.Time) kg.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), sqlite.Clock(clock))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func openNeo4j(t *testing.T) kg.Store {
	t.Helper()
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	store, err := neo4j.Open(t.Context(), target.URI, neo4j.Clock(clock),
		neo4j.Credentials(target.Username, target.Password))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// onStores runs a test with an empty graph in each store.
func onStores(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, newWorld(t)) })
	t.Run("Neo4j", func(t *testing.T) { test(t, worldOf(t, openNeo4j(t))) })
}

// lines is a format of one line a record, made for tests: "actor ID NAME EDTF",
// "named ID", "file ID" for one that rests on the
// file, "strong ID NUMBER /", "friend ID OTHER /", "zoned ID FROM TO
// ZONE EDTF", "scheduled ID FROM TO EDTF", "tie ID FROM TO EDTF [SOURCE]". A line that begins with # is a header, and
// others are mistakes.
// It writes the ids of records, a line each.
var lines = formats.Format{
	Name: "lines", Title: "lines", Extensions: []string{".lines"}, MediaType: "text/plain",
	Read: readLines, Write: writeLines,
}

func TestMain(m *testing.M) {
	transfer.Formats = append(transfer.Formats, lines)
	os.Exit(neo4jtest.Main(m))
}

func writeLines(w io.Writer, x *formats.Export) error {
	var text bytes.Buffer
	for _, pair := range x.About.Pairs() {
		fmt.Fprintln(&text, "#", pair[0], pair[1])
	}
	for r, err := range x.Records {
		if err != nil {
			return err
		}
		fmt.Fprintln(&text, r.Head().ID)
	}
	_, err := text.WriteTo(w)
	return err
}

func readLines(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		if !yield(formats.Item{Header: []byte("# lines"), Named: terms()}, nil) {
			return
		}
		for _, f := range files {
			for line, err := range formats.Lines(f) {
				item := formats.Item{At: line.At, Raw: bytes.Clone(line.Text)}
				if item.Raw[0] == '#' {
					if !yield(formats.Item{Header: item.Raw}, nil) {
						return
					}
					continue
				}
				if err == nil {
					err = readLine(&item, o)
				}
				if !yield(item, err) {
					return
				}
			}
		}
	}
}

// terms are those that lines use.
func terms() []kg.Record {
	return []kg.Record{
		&kg.Term{
			Header: kg.Header{ID: "kind:state"}, TermKind: kg.TermKindOfEntity, Name: "state", Label: "state",
			Classes: []kg.EntityClass{kg.ClassActor},
		},
		&kg.Term{
			Header: kg.Header{ID: "type:alliance"}, TermKind: kg.TermRelationshipType, Name: "alliance",
			Label: "alliance", Sign: kg.SignCooperative, Symmetric: true,
		},
		&kg.Term{
			Header: kg.Header{ID: "property:strength"}, TermKind: kg.TermClaimProperty, Name: "strength",
			Label: "strength", ValueType: kg.ValueNumber,
		},
	}
}

func readLine(item *formats.Item, o formats.ReadOptions) error {
	word := strings.Fields(string(item.Raw))
	validity, err := kg.Written{EDTF: word[len(word)-1]}.Read(o.Now)
	head := kg.Header{ID: kg.ID(word[1]), Sources: []kg.ID{o.Source}}
	switch {
	case word[0] == "named":
		item.Named = []kg.Record{stateOf(kg.Header{ID: kg.ID(word[1])}, word[1], kg.Unknown)}
		return nil
	case word[0] == "file":
		item.Named = []kg.Record{stateOf(head, word[1], kg.Unknown)}
		return nil
	case err != nil:
		return &formats.Error{At: item.At, Err: err}
	case word[0] == "actor":
		item.Records = []kg.Record{stateOf(head, word[2], validity)}
	case word[0] == "strong":
		e := stateOf(head, word[1], kg.Unknown)
		n, _ := kg.ParseValue(kg.ValueNumber, word[2], "")
		e.Properties = kg.Properties{"strength": n}
		item.Records = []kg.Record{e}
	case word[0] == "friend":
		e := stateOf(head, word[1], kg.Unknown)
		e.Properties = kg.Properties{"friend": {Type: kg.ValueEntity, Entity: kg.ID(word[2])}}
		item.Records = []kg.Record{e}
	case word[0] == "zoned" || word[0] == "scheduled":
		w := kg.Written{EDTF: word[len(word)-1], Scheduled: word[0] == "scheduled"}
		if word[0] == "zoned" {
			w.Zone = kg.Zone(word[4])
		}
		if validity, err = w.Read(o.Now); err != nil {
			return err
		}
		item.Records = []kg.Record{&kg.Relationship{
			Header: head, Type: "alliance", From: kg.ID(word[2]), To: kg.ID(word[3]), Validity: validity,
			Sign: kg.SignCooperative,
		}}
	case word[0] == "tie":
		if len(word) > 5 {
			head.Sources = []kg.ID{kg.ID(word[4])}
			item.Named = []kg.Record{&kg.Source{Header: kg.Header{ID: head.Sources[0]}, Title: "A list"}}
		}
		item.Records = []kg.Record{&kg.Relationship{
			Header: head, Type: "alliance", From: kg.ID(word[2]), To: kg.ID(word[3]), Validity: validity,
			Sign: kg.SignCooperative,
		}}
	default:
		return &formats.Error{At: item.At, Err: &kg.InvalidError{Field: "record", Value: word[0], Reason: "not known"}}
	}
	return nil
}

func stateOf(head kg.Header, name string, v kg.Validity) *kg.Entity {
	return &kg.Entity{
		Header: head, EntityClass: kg.ClassActor, Kind: "state", Validity: v,
		Names: []kg.Name{{Text: name, Kind: kg.NameOfficial}},
	}
}

// files are a text as the one file of an import.
func (w *world) files(text string) *transfer.Files {
	w.Helper()
	files := new(transfer.Files)
	if err := files.Add(w.Context(), "f.lines", strings.NewReader(text)); err != nil {
		w.Fatal(err)
	}
	w.Cleanup(func() { _ = files.Close() })
	return files
}

// options of an import that notes what it is told.
func (w *world) options(change ...func(*transfer.ImportOptions)) transfer.ImportOptions {
	o := transfer.ImportOptions{
		Format: lines, Writer: "tester", Rejects: &w.rejects, Replay: true, Clock: func() time.Time { return noon },
		Problem: func(e *formats.Error) { w.problems = append(w.problems, e.Error()) },
		Remark:  func(e *formats.Error) { w.remarks = append(w.remarks, e.Error()) },
	}
	transfer.SmallBatches(&o)
	for _, c := range change {
		c(&o)
	}
	return o
}

func skip(o *transfer.ImportOptions) { o.Skip = true }

func resolving(c transfer.Conflict) func(*transfer.ImportOptions) {
	return func(o *transfer.ImportOptions) { o.Conflict = c }
}

// load imports a text, which must succeed.
func (w *world) load(text string, change ...func(*transfer.ImportOptions)) transfer.Report {
	w.Helper()
	report, err := transfer.Import(w.Context(), w.graph, w.files(text), w.options(change...))
	if err != nil {
		w.Fatalf("import: got error %v, want none", err)
	}
	return report
}

// fails imports a text, which must be refused.
func (w *world) fails(text string, change ...func(*transfer.ImportOptions)) transfer.Report {
	w.Helper()
	report, err := transfer.Import(w.Context(), w.graph, w.files(text), w.options(change...))
	if !errors.Is(err, transfer.ErrRefused) {
		w.Fatalf("import: got error %v, want ErrRefused", err)
	}
	return report
}

// want checks a report, written as "new changed unchanged refused claims kept".
func (w *world) want(r transfer.Report, want string) {
	w.Helper()
	got := fmt.Sprint(r.New, r.Changed, r.Unchanged, r.Refused, r.Claims, r.Kept)
	if got != want {
		w.Errorf("report (new changed unchanged refused claims kept): got %s, want %s", got, want)
	}
}

// record returns what is there with an id, or nil.
func (w *world) record(id kg.ID) kg.Record {
	w.Helper()
	records, err := w.graph.Current(w.Context(), []kg.ID{id})
	if err != nil {
		w.Fatal(err)
	}
	return records[0]
}

// all returns all that is there.
func (w *world) all() map[kg.ID]kg.Record {
	w.Helper()
	all := make(map[kg.ID]kg.Record)
	for r, err := range w.store.All(w.Context(), kg.View{Restricted: true}) {
		if err != nil {
			w.Fatal(err)
		}
		all[r.Head().ID] = r
	}
	return all
}
