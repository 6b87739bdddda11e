package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/kg"
	"entente/store/storetest"
)

// strained plants a hub that cooperates with n pairs of actors who fight each other,
// and that fought one of each pair before.
func strained(t *testing.T, store kg.Store, n int) {
	t.Helper()
	w := worldOver(t, store)
	var batch kg.Batch
	add := func(r kg.Record, id kg.ID) {
		r.Head().ID, r.Head().Sources = id, []kg.ID{"news"}
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	read := func(edtf string) kg.Validity {
		v, err := kg.Written{EDTF: edtf}.Read(0)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	actor := func(id kg.ID) {
		add(&kg.Entity{
			EntityClass: kg.ClassActor, Kind: "group", Validity: read("2000/.."),
			Names: []kg.Name{{Text: string(id), Kind: kg.NameOfficial}},
		}, id)
	}
	tie := func(id, from, to kg.ID, sign kg.Sign, edtf string) {
		kind := map[kg.Sign]string{kg.SignCooperative: "pact", kg.SignHostile: "conflict"}[sign]
		add(&kg.Relationship{Type: kind, From: from, To: to, Sign: sign, Validity: read(edtf)}, id)
	}
	actor("hub")
	for i := range n {
		x, y := kg.ID(fmt.Sprintf("x-%02d", i)), kg.ID(fmt.Sprintf("y-%02d", i))
		actor(x)
		actor(y)
		tie("was-"+x, "hub", x, kg.SignHostile, "2010/2015")
		tie("hub-"+x, "hub", x, kg.SignCooperative, "2020/..")
		tie("hub-"+y, y, "hub", kg.SignCooperative, "2020/..")
		tie("war-"+x, x, y, kg.SignHostile, "2020/..")
	}
	w.must(w.graph.Write(t.Context(), batch))
}

// balanceFields are selections of a page of each answer about signs, how many items
// there are in a graph of n pairs, and how many calls of the store they cost.
var balanceFields = []struct {
	name, query, ids string
	items            func(n int) int
	calls            int
}{
	{
		"flips",
		`page: signFlips(within: "2020", becomes: COOPERATIVE, first: $n, after: $after) {
		  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		  edges { cursor node { a { name } b { name } before { id from { name } } after { id sign to { name } } } }
		}`, "after.id", func(n int) int { return n }, 1,
	},
	{
		"ties to both",
		`page: tiedToBoth(a: "x-00", b: "y-00", asOf: {valid: "../.."}, first: $n, after: $after) {
		  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		  edges { cursor node { entity { name } toA { id } toB { id from { name } } } }
		}`, "toA.id", func(int) int { return 1 }, 1,
	},
	{
		"triads",
		`page: unbalancedTriads(first: $n, after: $after) {
		  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		  edges { cursor node { hostile entities { id name } relationships { id from { name } to { name } } } }
		}`, "relationships.2.id", func(n int) int { return n }, 1,
	},
	{
		"triads of an entity",
		`page: unbalancedTriads(of: ["hub"], first: $n, after: $after) {
		  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
		  edges { cursor node { relationships { id } entities { relationships(first: 2) { edges { other { name } } } } } }
		}`, "relationships.2.id", func(n int) int { return n }, 3,
	},
}

const pageVariables = "query($n: Int, $after: String) { "

func TestSignsCostTheSameCallsForAnyNumber(t *testing.T) {
	for _, n := range []int{2, 40} {
		store := storetest.NewCounting(storetest.NewModel(today))
		strained(t, store, n)
		c := newClient(t, store, graph.Options{})
		c.ok(`{ vocabulary { kinds { name } } }`, nil) // so that it is known
		for _, tt := range balanceFields {
			t.Run(fmt.Sprintf("%s/%d", tt.name, n), func(t *testing.T) {
				store.Taken()
				a := c.in(t).ok(pageVariables+tt.query+" }", map[string]any{"n": n})
				if calls := store.Taken(); len(calls) != tt.calls {
					t.Errorf("got %d calls, want %d: %s", len(calls), tt.calls, strings.Join(calls, ", "))
				}
				if got, want := a.number(t, "page.totalCount"), tt.items(n); got != want {
					t.Errorf("got %d items, want %d", got, want)
				}
			})
		}
	}
}

func TestPagesOfSignsMakeUpTheWhole(t *testing.T) {
	store := storetest.NewModel(today)
	strained(t, store, 5)
	c := newClient(t, store, graph.Options{})
	for _, tt := range balanceFields {
		t.Run(tt.name, func(t *testing.T) {
			c := c.in(t)
			query, path := pageVariables+tt.query+" }", "page.edges.*.node."+tt.ids
			whole := c.ok(query, map[string]any{"n": 200}).texts(path)
			if len(whole) != tt.items(5) || !slices.IsSorted(whole) {
				t.Errorf("the whole: got %v, want %d in order", whole, tt.items(5))
			}
			var parts []string
			for after, more := any(nil), true; more; {
				a := c.ok(query, map[string]any{"n": 2, "after": after})
				if parts = append(parts, a.texts(path)...); len(parts) > len(whole) {
					t.Fatalf("pages: got %v, want no more than %v", parts, whole)
				}
				if got, want := a.at("page.pageInfo.hasPreviousPage"), after != nil; got != want {
					t.Errorf("after %v: hasPreviousPage is %v, want %t", after, got, want)
				}
				after = a.at("page.pageInfo.endCursor")
				more = a.at("page.pageInfo.hasNextPage") == true
			}
			if diff := cmp.Diff(whole, parts); diff != "" {
				t.Errorf("the pages (-whole +parts):\n%s", diff)
			}
		})
	}
}
