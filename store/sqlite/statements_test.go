package sqlite_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/kg"
	"entente/store/sqlite"
)

// ranBy returns how many statements a store with one reader runs for f.
func ranBy(t *testing.T, s *sqlite.Store, f func()) int {
	t.Helper()
	before, err := s.StatementsRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f()
	after, err := s.StatementsRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return after - before
}

// supersedeHalf changes every second tie and far end of a star of 200, and the hub. It
// returns the view of an editor as of the moment before.
func supersedeHalf(t *testing.T, s kg.Store) kg.View {
	t.Helper()
	v := editor
	end, err := s.Last(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	v.Known = end.RecordedAt
	records := []kg.Record{newActor("hub")}
	for i := 0; i < 200; i += 2 {
		far, id := kg.ID(fmt.Sprintf("far-%03d", i)), kg.ID(fmt.Sprintf("tie-%03d", i))
		records = append(records, newActor(far), newTie(t, id, "hub", far, "2021/2022"))
	}
	apply(t, s, batchOf("half", records...))
	return v
}

// TestStatementsOfAReadDoNotGrowWithItsAnswer reads answers of 2 and of 200 records
// with nothing cached, now and as of a moment before half of them changed. As of then
// a read may take five statements more: it finds out where the log stands, and reads
// versions beside records, and ends after what they are ends of.
func TestStatementsOfAReadDoNotGrowWithItsAnswer(t *testing.T) {
	ids := func(n int) []kg.ID {
		var ids []kg.ID
		for i := range n {
			ids = append(ids, kg.ID(fmt.Sprintf("far-%03d", i)))
		}
		return ids
	}
	for _, tt := range []struct {
		name string
		// most is how many statements a read may take, its BEGIN and COMMIT included.
		most int
		read func(s *sqlite.Store, v kg.View, n int) (int, error)
	}{
		{"Records", 4, func(s *sqlite.Store, v kg.View, n int) (int, error) {
			records, err := s.Records(t.Context(), v, ids(n))
			return len(records), err
		}},
		{"Find of an entity", 4, func(s *sqlite.Store, v kg.View, n int) (int, error) {
			found, err := s.Find(t.Context(), v, []kg.Query{{
				Class: kg.ClassRelationship, Of: "hub", Limit: n, Order: kg.Order{Field: kg.OrderStart},
			}})
			return len(found[0]), err
		}},
		{"Find in a class", 5, func(s *sqlite.Store, v kg.View, n int) (int, error) {
			found, err := s.Find(t.Context(), v, []kg.Query{{Class: kg.ClassRelationship, Limit: n}})
			return len(found[0]), err
		}},
		{"Search", 4, func(s *sqlite.Store, v kg.View, n int) (int, error) {
			hits, err := s.Search(t.Context(), v, []kg.NameProbe{{
				Form: kg.NameToken, Text: "name", Limit: n,
			}})
			return len(hits[0]), err
		}},
		{"Versions", 3, func(s *sqlite.Store, v kg.View, n int) (int, error) {
			versions, err := s.Versions(t.Context(), v, ids(n))
			return len(versions), err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := openAt(t, newPath(t), sqlite.Readers(1), sqlite.KeptBytes(0))
			putStar(t, s, 200)
			check := func(v kg.View, most int) {
				for _, n := range []int{2, 200} {
					ran := ranBy(t, s, func() {
						if got, err := tt.read(s, v, n); err != nil || got != n {
							t.Errorf("read %d: got %d, %v", n, got, err)
						}
					})
					if ran > most {
						t.Errorf("statements for %d records: got %d, want %d at most", n, ran, most)
					}
				}
			}
			check(editor, tt.most)
			past := supersedeHalf(t, s)
			check(past, tt.most+5)
		})
	}
}

// TestQueriesShareTheReadingOfRecords asks 50 queries at once: one statement selects
// for each, and their records are read together.
func TestQueriesShareTheReadingOfRecords(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1), sqlite.KeptBytes(0))
	putStar(t, s, 50)
	queries := make([]kg.Query, 50)
	for i := range queries {
		far := kg.ID(fmt.Sprintf("far-%03d", i))
		queries[i] = kg.Query{Class: kg.ClassRelationship, Of: far, Limit: 5}
	}
	ran := ranBy(t, s, func() {
		if _, err := s.Find(t.Context(), editor, queries); err != nil {
			t.Errorf("Find: got error %v, want none", err)
		}
	})
	if ran > len(queries)+4 {
		t.Errorf("statements for %d queries: got %d, want %d at most", len(queries), ran, len(queries)+4)
	}
}

func TestCachedRecordsAreNotReadAgain(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	putStar(t, s, 20)
	find := func() {
		if _, err := s.Find(t.Context(), editor, []kg.Query{{
			Class: kg.ClassRelationship, Of: "hub", Limit: 20,
		}}); err != nil {
			t.Errorf("Find: got error %v, want none", err)
		}
	}
	if first, second := ranBy(t, s, find), ranBy(t, s, find); first != 4 || second != 0 {
		t.Errorf("statements of one Find and another: got %d and %d, want 4 and 0", first, second)
	}
}

func TestStatementsKeptAreLimited(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	for shape := range 4 * sqlite.MaxPrepared {
		q := kg.Query{Class: kg.ClassRelationship, Limit: 1, Bounds: new(kg.Unbounded)}
		for i, at := range []*kg.Instant{
			&q.Bounds.StartEarliest.Min, &q.Bounds.StartEarliest.Max,
			&q.Bounds.StartLatest.Min, &q.Bounds.StartLatest.Max,
			&q.Bounds.EndEarliest.Min, &q.Bounds.EndEarliest.Max,
			&q.Bounds.EndLatest.Min, &q.Bounds.EndLatest.Max,
		} {
			if shape>>i&1 != 0 {
				*at = 7
			}
		}
		if shape>>8&1 != 0 {
			q.Of = "hub"
		}
		q.Order.Descending = shape>>9&1 != 0
		if _, err := s.Find(t.Context(), editor, []kg.Query{q}); err != nil {
			t.Fatalf("Find: got error %v, want none", err)
		}
	}
	if got, err := s.Prepared(t.Context()); err != nil || got > sqlite.MaxPrepared {
		t.Errorf("statements kept: got %d, %v; want %d at most", got, err, sqlite.MaxPrepared)
	}
}

// TestStatementBeingReadIsKept runs so many others meanwhile that each is forgotten,
// as a search does that reads entities between its names.
func TestStatementBeingReadIsKept(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	if err := s.ReadAmong(t.Context(), 20*sqlite.MaxPrepared); err != nil {
		t.Errorf("rows among other statements: got error %v, want none", err)
	}
	if got, err := s.Prepared(t.Context()); err != nil || got > sqlite.MaxPrepared {
		t.Errorf("statements kept: got %d, %v; want %d at most", got, err, sqlite.MaxPrepared)
	}
}

// pagesInOrder are lists in the orders that matter.
var pagesInOrder = []struct {
	name  string
	query kg.Query
}{
	{"relationships of an entity by start", kg.Query{
		Class: kg.ClassRelationship, Of: "a", Order: kg.Order{Field: kg.OrderStart},
	}},
	{"relationships by id", kg.Query{Class: kg.ClassRelationship}},
	{"relationships by start", kg.Query{
		Class: kg.ClassRelationship, Order: kg.Order{Field: kg.OrderStart},
	}},
	{"relationships of a type by start", kg.Query{
		Class: kg.ClassRelationship, Kinds: []string{"custody"},
		Order: kg.Order{Field: kg.OrderStart},
	}},
	{"entities by name", kg.Query{
		Class: kg.ClassEntity, Order: kg.Order{Field: kg.OrderName},
	}},
	{"claims about a record by rank", kg.Query{
		Class: kg.ClassClaim, About: "a", Order: kg.Order{Field: kg.OrderRank},
	}},
}

// views are those of the present and of the past, of an editor and of others.
var views = []kg.View{{}, {Restricted: true}, {Known: 7}, {Known: 7, Restricted: true}}

// TestPagesAreReadInOrder checks that pages in the orders that matter come from an
// index and are not sorted, but for the superseded relationships of an entity: of
// those there are few.
func TestPagesAreReadInOrder(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	bounds := kg.Unbounded
	bounds.StartEarliest.Max, bounds.EndLatest.Min = 20, 10
	sorted := func(step string) bool { return strings.Contains(step, "USE TEMP B-TREE") }
	for _, tt := range pagesInOrder {
		for _, descending := range []bool{false, true} {
			for _, v := range views {
				query := tt.query
				query.Order.Descending, query.Bounds = descending, &bounds
				query.After = &kg.Key{Number: 5, ID: "x"}
				plan, err := s.PlanOf(t.Context(), v, query)
				if err != nil {
					t.Fatal(err)
				}
				if i := slices.Index(plan, "RIGHT"); query.Of != "" && i >= 0 {
					plan = plan[:i]
				}
				if slices.ContainsFunc(plan, sorted) {
					t.Errorf("plan for %s: got %q, want one without sorting", tt.name, plan)
				}
			}
		}
	}
}

// TestReadsOfThePastSeek checks that every statement of a read as of a recorded time
// seeks in an index of each table.
func TestReadsOfThePastSeek(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	var queries []kg.Query
	for _, tt := range pagesInOrder {
		queries = append(queries, tt.query)
	}
	queries = append(queries, kg.Query{Class: kg.ClassSource, IDs: []kg.ID{"a", "b"}})
	for _, v := range views[2:] {
		plans, err := s.PlansOfThePast(t.Context(), v, queries)
		if err != nil {
			t.Fatal(err)
		}
		for text, plan := range plans {
			for _, step := range plan {
				scans := strings.HasPrefix(step, "SCAN") && step != "SCAN page"
				if scans || strings.Contains(step, "AUTOMATIC") {
					t.Errorf("a step for %s: got %q, want one that seeks", text, step)
				}
			}
		}
	}
}

// TestFewSupersededVersionsAreReadByNumber checks that the list of a class passes over
// no version that had ended before.
func TestFewSupersededVersionsAreReadByNumber(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	const want = "SEARCH r USING INTEGER PRIMARY KEY (rowid>?)"
	for _, v := range views[2:] {
		plan, err := s.PlanOfFew(t.Context(), v, kg.Query{Class: kg.ClassRelationship})
		if err != nil || !slices.Contains(plan, want) {
			t.Errorf("plan for relationships: got %q, %v; want %q in it", plan, err, want)
		}
	}
}

// TestCitationsAreFoundByWhatIsCited checks that what cites a record is found from the
// record, and not by looking at all of a class.
func TestCitationsAreFoundByWhatIsCited(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	for _, class := range []kg.Class{kg.ClassClaim, kg.ClassRelationship, kg.ClassEntity} {
		plan, err := s.PlanOf(t.Context(), kg.View{}, kg.Query{Class: class, Cites: []kg.ID{"a", "b"}})
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(plan, "\n")
		if !strings.Contains(text, "reference_by_target (target=?)") ||
			!strings.Contains(text, "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)") {
			t.Errorf("plan for the %s that cite: got %q, want it to begin at what is cited", class, plan)
		}
	}
}

// TestFarEndsAreSoughtWhereThereAreMoreTies checks that what an entity of many ties has
// with some others is found from these, and the rest by one range of its edges.
func TestFarEndsAreSoughtWhereThereAreMoreTies(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1))
	q := kg.Query{
		Class: kg.ClassRelationship, Of: "a", Far: []kg.ID{"b", "c"}, Order: kg.Order{Field: kg.OrderStart},
	}
	for _, v := range views {
		for _, more := range []bool{true, false} {
			want := "SEARCH e USING PRIMARY KEY (entity=?)"
			if more {
				want = "SEARCH b USING INDEX record_by_ends (<expr>=? AND <expr>=?)"
			}
			plan, err := s.PlanOfFar(t.Context(), v, q, more)
			if err != nil || !slices.Contains(plan, want) {
				t.Errorf("plan where there are more ties, %t: got %q, %v; want %q in it", more, plan, err, want)
			}
		}
	}
}

// TestFarEndsAreLookedUpOnce asks 50 queries for the same far ends: two statements more
// than without, whatever is asked of the hub and of others.
func TestFarEndsAreLookedUpOnce(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Readers(1), sqlite.KeptBytes(0))
	putStar(t, s, 100)
	far := []kg.ID{"hub"}
	for i := range 50 {
		far = append(far, kg.ID(fmt.Sprintf("far-%03d", i)))
	}
	queries := make([]kg.Query, len(far))
	for i, id := range far {
		queries[i] = kg.Query{Class: kg.ClassRelationship, Of: id, Far: far, Limit: 60}
	}
	ran := ranBy(t, s, func() {
		found, err := s.Find(t.Context(), editor, queries)
		if err != nil || len(found[0]) != 50 || len(found[50]) != 1 {
			t.Errorf("Find: got %d of the hub and %d of another, error %v; want 50 and 1",
				len(found[0]), len(found[50]), err)
		}
	})
	if ran > len(queries)+6 {
		t.Errorf("statements for %d queries: got %d, want %d at most", len(queries), ran, len(queries)+6)
	}
}
