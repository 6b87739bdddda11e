package neo4j

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// scanned are the statements that may read all nodes, and why.
var scanned = map[string]string{
	"open_meta":    "it stops at the first node that it finds",
	"open_create":  "it runs once, at the start",
	"audit_strays": "an audit looks for what no record leads to",
}

// fragments are files that are only parts of statements.
var fragments = []string{
	"conditions", "far", "far_many", "page", "past_page", "past_record", "schema", "open_names",
	"migrate_index",
}

// statements returns every text that the store may send, by a name that tells file
// and variant, but for those that only sort the other way round.
func statements() map[string]string {
	all := map[string]string{}
	for s, text := range shapes {
		direction := map[bool]string{false: "up", true: "down"}[s.order.Descending]
		if s.order.Descending && (s.file == findIDs || s.file == findCites) {
			continue // no index gives their order, so that up tells it all
		}
		all[strings.Join([]string{s.name(), labels[s.class], string(s.order.Field), direction}, " ")] = text
	}
	for class, text := range currentStatements {
		all["all_current "+labels[class]] = text
	}
	files, _ := fs.Glob(cypherFiles, "cypher/*.cypher") // the pattern is well formed
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".cypher")
		plain := strings.TrimPrefix(name, pastOf)
		hasVariants := strings.HasPrefix(plain, "find_") || strings.HasPrefix(plain, "count_") ||
			name == "all_current"
		if !hasVariants && !slices.Contains(fragments, name) {
			all[name] = statement(name)
		}
	}
	return all
}

// TestStatementsUseIndexes has Neo4j explain every statement. None may scan, be it
// all nodes, those of a label, or an index from end to end.
func TestStatementsUseIndexes(t *testing.T) {
	openEmpty(t)
	driver := driverFor(t)
	all, params := statements(), map[string]any{}
	parameter := regexp.MustCompile(`\$(\w+)`)
	for _, text := range all {
		for _, found := range parameter.FindAllStringSubmatch(text, -1) {
			params[found[1]] = nil
		}
	}
	params["limit"] = 1
	for _, name := range slices.Sorted(maps.Keys(all)) {
		base, _, _ := strings.Cut(name, " ")
		plan := cypher(t, driver, "EXPLAIN "+all[name], params).Summary.Plan()
		for operator, details := range operators(plan) {
			if strings.Contains(operator, "Scan") && scanned[base] == "" {
				t.Errorf("%s: got %s of %s, want a seek in an index", name, operator, details)
			}
			if strings.HasPrefix(operator, "Top") && base == findList {
				t.Errorf("%s: got %s of %s, want the index's own order", name, operator, details)
			}
		}
	}
}

// operators yields the operators of a plan with their details.
func operators(plan neo4j.Plan) func(func(string, any) bool) {
	return func(yield func(string, any) bool) {
		if !yield(plan.Operator(), plan.Arguments()["Details"]) {
			return
		}
		for _, child := range plan.Children() {
			operators(child)(yield)
		}
	}
}

// TestCypherIsInFiles finds Cypher in Go code, where it might be put together at
// run time. That of more than a line belongs in a file; so does all of it.
func TestCypherIsInFiles(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("got files %v and error %v, want some files", files, err)
	}
	keyword := regexp.MustCompile(`\b(MATCH|MERGE|CREATE|UNWIND|DELETE|RETURN|DETACH)\b`)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && keyword.MatchString(text.Value) {
				t.Errorf("%s: got %s in Go code, want it in a .cypher file", file, text.Value)
			}
			return true
		})
	}
}

// TestNativeTypes states which vocabulary terms become types, and that none can
// leave the place that a type has in a statement or be taken for a reference.
func TestNativeTypes(t *testing.T) {
	tests := []struct{ term, want string }{
		{"ceasefire", "CEASEFIRE"},
		{"armed-conflict", "ARMED_CONFLICT"},
		{"about", "ABOUT"},
		{"p2p-link", "P2P_LINK"},
		{"", ""},
		{"Ceasefire", ""},
		{"armed_conflict", ""},
		{"a--b", ""},
		{"a-", ""},
		{"a`b", ""},
		{"a]->() DETACH DELETE n //", ""},
		{"ceasefire\n", ""},
		{"соглашение", ""},
	}
	references := slices.Collect(maps.Values(referenceTypes))
	for _, tt := range tests {
		got, err := nativeType(tt.term)
		if err == nil && termOf(got) != tt.term {
			t.Errorf("termOf(%q): got %q, want %q", got, termOf(got), tt.term)
		}
		if got != tt.want || (err != nil) != (tt.want == "") {
			t.Errorf("nativeType(%q): got %q, %v, want %q", tt.term, got, err, tt.want)
		}
		if slices.Contains(append(references, "mentions"), got) {
			t.Errorf("nativeType(%q): got %q, want a type that no reference has", tt.term, got)
		}
	}
}

// profiled has a statement planned for what is there, as far as Neo4j knows, and not as it
// was for what an earlier test had there: a plan is kept for ten seconds at least.
const profiled = "CYPHER replan=force PROFILE "

// TestHubCostsItsPage bounds what Neo4j touches for a page of an entity that very
// much hangs on, references included.
//
// A page of the past costs that and what has changed since.
func TestHubCostsItsPage(t *testing.T) {
	const around, limit, budget = 1500, 20, 1500 // less than one hit for each of the hub's
	s := openEmpty(t)
	records := []kg.Record{actor("hub", "Hub"), source("press")}
	for i := range around {
		n := kg.ID(strconv.Itoa(i))
		r := tie("r-"+n, "hub", "e-"+n)
		if i%2 == 0 {
			r.From, r.To = r.To, r.From
		}
		r.Validity = lasting(kg.Instant(i%977), kg.Instant(2000+i))
		records = append(records, actor("e-"+n, "Actor "+string(n)), r, claim("c-"+n, "hub", "press"))
	}
	before := put(t, s, "hub", records...).RecordedAt
	put(t, s, "since", tie("r-0", "hub", "e-0"), tie("r-1", "hub", "e-1"))

	for _, v := range []kg.View{{}, {Known: before}} {
		q := newQuestion(v, 0, kg.Query{
			Class: kg.ClassRelationship, Of: "hub", Limit: limit,
			Order: kg.Order{Field: kg.OrderStart},
			Bounds: &kg.Bounds{
				StartEarliest: kg.Range{Min: kg.NegInf, Max: 900}, StartLatest: kg.Unbounded.StartLatest,
				EndEarliest: kg.Unbounded.EndEarliest, EndLatest: kg.Range{Min: 2000, Max: kg.PosInf},
			},
		})
		result := cypher(t, driverFor(t), profiled+shapes[q.shape], viewed(v, map[string]any{
			"queries": []any{q.params()}, "limit": limit,
		}))
		if hits := hitsOf(result.Summary.Profile()); hits > budget {
			t.Errorf("a page of %d of the %d relationships of a hub, known at %d: got %d db hits, "+
				"want at most %d:\n%s", limit, around, v.Known, hits, budget,
				stepsOf(result.Summary.Profile(), ""))
		}
		if page := result.Records[0].Values[1].([]any); len(page) != limit {
			t.Errorf("the page, known at %d: got %d relationships, want %d", v.Known, len(page), limit)
		}
	}
}

// TestRelationshipsAreCountedFromAnIndexAlone bounds what Neo4j touches to count
// relationships of some types or all: the entries of an index that have the type and may
// have begun, and no node, whatever of their time is asked for, and by whom.
func TestRelationshipsAreCountedFromAnIndexAlone(t *testing.T) {
	const of, others, overhead = 300, 200, 10
	s := openEmpty(t)
	records := []kg.Record{actor("a", "A"), actor("b", "B")}
	for i := range of + others {
		r := tie(kg.ID("r-"+strconv.Itoa(i)), "a", "b")
		r.Validity = lasting(kg.Instant(i), kg.Instant(1000+i))
		if i >= of {
			r.Type = "funding"
		}
		records = append(records, r)
	}
	put(t, s, "ties", records...)
	conflicts := []string{"armed-conflict", "unheard-of"}
	upTo := func(at kg.Instant) kg.Range { return kg.Range{Min: kg.NegInf, Max: at} }
	since := func(at kg.Instant) kg.Range { return kg.Range{Min: at, Max: kg.PosInf} }
	possible, certain := kg.Unbounded, kg.Unbounded
	possible.StartEarliest, possible.EndLatest = upTo(99), since(1010)
	certain.StartLatest, certain.EndEarliest = upTo(319), since(1010)
	tests := []struct {
		name                     string
		kinds                    []string
		bounds                   *kg.Bounds
		entries, conflicts, rest int64
	}{
		{"conflicts", conflicts, nil, of, of, 0},
		{"conflicts that may have held", conflicts, &possible, 100, 90, 0},
		{"conflicts that held for certain", conflicts, &certain, of, 290, 0},
		{"all", nil, nil, of + others, of, others},
		{"all that may have held", nil, &possible, 100, 90, 0},
		{"all that held for certain", nil, &certain, of + others, 290, 20},
	}
	for _, tt := range tests {
		for _, v := range []kg.View{{}, {Restricted: true}} {
			q := newQuestion(v, 0, kg.Query{
				Class: kg.ClassRelationship, Kinds: tt.kinds, Bounds: tt.bounds,
			})
			q.shape, _ = countShape(q.shape)
			params := []map[string]any{q.params()}
			if err := s.addKinds(t.Context(), v, params); err != nil {
				t.Fatalf("addKinds: got error %v, want none", err)
			}
			result := cypher(t, driverFor(t), profiled+shapes[q.shape], viewed(v, map[string]any{
				"queries": params,
			}))
			if hits := hitsOf(result.Summary.Profile()); hits > tt.entries+overhead {
				t.Errorf("counting %s, restricted %t: got %d db hits, want at most %d",
					tt.name, v.Restricted, hits, tt.entries+overhead)
			}
			want := []any{[]any{"", "armed-conflict", "", tt.conflicts}}
			if tt.rest > 0 {
				want = append(want, []any{"", "funding", "", tt.rest})
			}
			if diff := cmp.Diff(want, result.Records[0].Values[1]); diff != "" {
				t.Errorf("counting %s, restricted %t: tallies differ (-want +got):\n%s",
					tt.name, v.Restricted, diff)
			}
		}
	}
}

func hitsOf(plan neo4j.ProfiledPlan) int64 {
	hits := plan.DbHits()
	for _, child := range plan.Children() {
		hits += hitsOf(child)
	}
	return hits
}

// stepsOf lists what a plan does, with the db hits of each step, as far as they are any.
func stepsOf(plan neo4j.ProfiledPlan, indent string) string {
	text := ""
	if plan.DbHits() > 0 {
		text = fmt.Sprintf("%s%s %v: %d\n", indent, plan.Operator(), plan.Arguments()["Details"], plan.DbHits())
	}
	for _, child := range plan.Children() {
		text += stepsOf(child, indent+" ")
	}
	return text
}
