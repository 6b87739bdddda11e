package graph_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph"
	"entente/graph/generated"
	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
	"entente/transfer"
)

// rootFields returns the names of the fields of a root type.
func rootFields(of func(*ast.Schema) *ast.Definition) []string {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	var names []string
	for _, field := range of(schema).Fields {
		if !strings.HasPrefix(field.Name, "__") {
			names = append(names, field.Name)
		}
	}
	return names
}

// TestEveryRootFieldHasARowOfItsAccess fails for a new field until somebody has thought of
// what it tells whom.
func TestEveryRootFieldHasARowOfItsAccess(t *testing.T) {
	rows := map[string]bool{}
	for _, r := range reads {
		rows["Query."+r.field] = true
	}
	for _, m := range writes {
		rows["Mutation."+m.field] = true
	}
	for field := range follows {
		rows["Subscription."+field] = true
	}
	for root, of := range map[string]func(*ast.Schema) *ast.Definition{
		"Query":        func(s *ast.Schema) *ast.Definition { return s.Query },
		"Mutation":     func(s *ast.Schema) *ast.Definition { return s.Mutation },
		"Subscription": func(s *ast.Schema) *ast.Definition { return s.Subscription },
	} {
		for _, field := range rootFields(of) {
			if !rows[root+"."+field] {
				t.Errorf("%s.%s has no row in the tables of access", root, field)
			}
			delete(rows, root+"."+field)
		}
	}
	for row := range rows {
		t.Errorf("there is no field %s", row)
	}
}

// filled puts ids into the places of a query.
func filled(query string, places map[string]string) string {
	for place, id := range places {
		query = strings.ReplaceAll(query, `"`+place+`"`, `"`+id+`"`)
	}
	return query
}

// absent are ids that look like those of the random graph.
var absent = map[string]string{
	"ACTOR": "e98", "EVENT": "e98", "PLACE": "e98", "RELATIONSHIP": "t98", "CLAIM": "c98", "SOURCE": "s98",
}

// asked are the ids that a reader asks for.
func (p twins) asked(ids map[string][]string, x string) map[string]string {
	one := func(ids map[string][]string, class string) string {
		if len(ids[class]) == 0 {
			return absent[class]
		}
		return ids[class][0]
	}
	shown := p.shown["ACTOR"]
	return map[string]string{
		"X": one(ids, x), "Y": one(p.shown, "ACTOR"), "P": shown[len(shown)-1], "Q": shown[len(shown)-2],
		"T": one(ids, "RELATIONSHIP"), "C": one(ids, "CLAIM"), "S": one(ids, "SOURCE"),
	}
}

// told is what an answer tells, but for the ids that batches have by chance.
func told(a answer) string { return batchIDs.ReplaceAllString(a.Body, "batch") }

var batchIDs = regexp.MustCompile(`batch-[a-z2-7]{20}`)

// apart returns from where on two texts are to be shown that differ.
func apart(a, b string) int {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	return max(0, i-100)
}

// openers open the stores that the twins are in.
var openers = []struct {
	name  string
	seeds int
	open  func(*testing.T, func() time.Time) kg.Store
}{
	{"Model", 6, func(_ *testing.T, clock func() time.Time) kg.Store { return storetest.NewModel(clock) }},
	{"SQLite", 2, func(t *testing.T, clock func() time.Time) kg.Store {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "graph.db"), sqlite.Clock(clock))
		return opened(t, s, err)
	}},
}

// TestAReaderIsToldNothingOfWhatIsRestricted compares answers to those on a graph in which
// there never was anything restricted.
func TestAReaderIsToldNothingOfWhatIsRestricted(t *testing.T) {
	for _, o := range openers {
		for seed := range o.seeds {
			late := seed%2 == 1
			t.Run(fmt.Sprintf("%s/%d/late=%v", o.name, seed, late), func(t *testing.T) {
				p := newTwins(t, uint64(seed), late, o.open)
				whole, public := p.whole.reader(), p.public.reader()
				for _, ids := range []map[string][]string{p.hidden, p.shown} {
					for _, class := range []string{"ACTOR", "EVENT", "PLACE"} {
						places := p.asked(ids, class)
						for _, r := range reads {
							if class != "ACTOR" && !strings.Contains(r.query, `"X"`) {
								continue
							}
							query := filled(r.query, places)
							got, want := told(whole.send(query, nil)), told(public.send(query, nil))
							if strings.Contains(want, "GRAPHQL_VALIDATION_FAILED") {
								t.Fatalf("%s\nfailed: %s", query, want)
							}
							if got != want {
								t.Errorf("%s\nwith what is restricted:    %s\nwithout it: %s",
									query, got[apart(got, want):], want[apart(got, want):])
							}
						}
					}
				}
			})
		}
	}
}

// TestAReaderAsksTheStoreAlikeForHiddenAndAbsentIds counts calls: what takes longer tells
// that there is something.
func TestAReaderAsksTheStoreAlikeForHiddenAndAbsentIds(t *testing.T) {
	p := newTwins(t, 1, false, openers[0].open)
	reader := p.whole.reader()
	calls := func(query string) []string {
		p.wholeStore.Taken()
		reader.send(query, nil)
		calls := p.wholeStore.Taken()
		slices.Sort(calls)
		return calls
	}
	calls(`{ vocabulary { kinds { name } } }`) // so that it is known
	for _, class := range []string{"ACTOR", "EVENT"} {
		for _, r := range reads {
			hidden, absent := p.asked(p.hidden, class), p.asked(nil, class)
			calls(filled(r.query, hidden)) // so that what is kept for long is known
			got, want := calls(filled(r.query, hidden)), calls(filled(r.query, absent))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n(-absent +hidden):\n%s", filled(r.query, hidden), diff)
			}
		}
	}
}

// TestAnEditorIsToldOfWhatIsRestricted makes sure that the comparison above has something
// to hide in every field.
func TestAnEditorIsToldOfWhatIsRestricted(t *testing.T) {
	differing, hidden := map[string]bool{"vocabulary": true, "now": true}, map[string]bool{}
	for seed := range uint64(3) {
		p := newTwins(t, seed, false, openers[0].open)
		for class, ids := range p.hidden {
			hidden[class] = hidden[class] || len(ids) > 0 && len(p.shown[class]) > 0
		}
		for _, r := range reads {
			for _, class := range []string{"ACTOR", "EVENT", "PLACE"} {
				query := filled(r.query, p.asked(p.hidden, class))
				if told(p.whole.send(query, nil)) != told(p.public.send(query, nil)) {
					differing[r.field] = true
				}
			}
		}
	}
	for class := range absent {
		if !hidden[class] {
			t.Errorf("of class %s nothing is hidden, or all", class)
		}
	}
	for _, r := range reads {
		if !differing[r.field] {
			t.Errorf("%s: an editor is told the same with and without what is restricted", r.field)
			differing[r.field] = true
		}
	}
}

// export gets a file of a store as somebody who has no token.
func export(t *testing.T, store kg.Store, parameters string) (int, string) {
	t.Helper()
	server := transfer.Server{
		Graph: kg.NewGraph(store, today), Door: graph.Door{Guard: guard}, Log: slog.New(slog.DiscardHandler),
	}
	mux := http.NewServeMux()
	server.Handle(mux)
	recorder := httptest.NewRecorder()
	mux.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export?"+parameters, nil))
	return recorder.Code, recorder.Body.String()
}

// TestAnExportHasNothingOfWhatIsRestricted compares the files of all formats.
func TestAnExportHasNothingOfWhatIsRestricted(t *testing.T) {
	for seed := range uint64(3) {
		p := newTwins(t, seed, seed == 1, openers[0].open)
		places := p.asked(p.hidden, "ACTOR")
		for _, f := range transfer.Formats {
			if !transfer.Writable(f) {
				continue
			}
			written := false
			for _, more := range []string{
				"", "&valid=2021", "&valid=2021&known=2026-11-20T01:30:00Z", "&valid=../..&accordingTo=news",
				"&valid=../..&accordingTo=news&accordingTo=" + places["X"],
				"&valid=../..&where=" + url.QueryEscape(filled(`{"other": {"id": {"eq": "X"}}}`, places)),
			} {
				parameters := "format=" + f.Name + more
				status, got := export(t, p.wholeStore.Store, parameters)
				wantStatus, want := export(t, p.publicStore, parameters)
				written = written || status == http.StatusOK
				got, want = batchIDs.ReplaceAllString(got, "batch"), batchIDs.ReplaceAllString(want, "batch")
				if status != wantStatus || got != want {
					t.Errorf("%s\nwith what is restricted:    %d %q\nwithout it: %d %q",
						parameters, status, got[apart(got, want):], wantStatus, want[apart(got, want):])
				}
			}
			if !written {
				t.Errorf("%s: no file was written, so nothing was compared", f.Name)
			}
		}
	}
}
