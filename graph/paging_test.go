package graph_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// A list is a field that answers with pages.
type list struct {
	name string
	// before and after enclose the field in a selection.
	before, field, arguments, after string
	orders                          []string
	// size is how many records there are on all pages.
	size int
}

// lists are all lists of the world that [crowd] makes.
var lists = []list{
	{"entities", "", "entities", "", "", []string{"ID", "START", "END", "NAME"}, 14},
	{"actors", "", "actors", "", "", []string{"ID", "START", "END", "NAME"}, 12},
	{"relationships", "", "relationships", `, asOf: {valid: "../.."}`, "", []string{"ID", "START", "END", "TYPE"}, 13},
	{
		"relationships of an entity", `entity(id: "hub") {`, "relationships", `, asOf: {valid: "../.."}`, "}",
		[]string{"ID", "START", "END", "TYPE"},
		12,
	},
	{"claims", "", "claims", "", "", []string{"ID", "RANK", "SAID_AT"}, 9},
	{"claims about a record", `event(id: "e") {`, "claims", "", "}", []string{"ID", "RANK", "SAID_AT"}, 8},
	{"sources", "", "sources", "", "", []string{"ID", "TITLE", "PUBLISHED_AT"}, 5},
}

// crowd is a graph with many records that are equal in what they are ordered by.
func crowd(t *testing.T) world {
	w := newWorld(t)
	w.actor("hub", "2000/..")
	w.event("e", "2026-01-19")
	w.place("p", "/..")
	for i := range 11 {
		id := kg.ID(fmt.Sprintf("actor-%02d", i))
		w.actor(id, []string{"2000/..", "2001/2005", "/.."}[i%3])
		w.tie("tie-"+id, []string{"pact", "conflict"}[i%2], []kg.ID{"hub", id}[i%2], []kg.ID{id, "hub"}[i%2],
			[]string{"2002/2003", "2001-06/2003", "2002/.."}[i/4])
	}
	w.tie("held", "custody", "hub", "p", "2010/..")
	w.tie("apart", "pact", "actor-00", "actor-03", "2002/..")
	for i := range 8 {
		w.claim(kg.ID(fmt.Sprintf("claim-%d", i)), "e", strconv.Itoa(i), []string{"2026-01", "2026", ""}[i%3])
	}
	w.claim("elsewhere", "hub", "7", "2026-01")
	w.ok(`mutation {
	  a: rankClaim(input: {id: "claim-3", rank: PREFERRED}) { consistency }
	  b: rankClaim(input: {id: "claim-6", rank: DEPRECATED}) { consistency }
	  c: addSource(input: {id: "z", title: "News", publishedAt: "2026"}) { consistency }
	  d: addSource(input: {id: "y", title: "News", publishedAt: "2026"}) { consistency }
	  e: addSource(input: {id: "x", title: "Archive"}) { consistency }
	  f: addSource(input: {id: "v", title: "Weekly", publishedAt: "2025-12-31"}) { consistency }
	}`, nil)
	return w
}

// query asks for a page of the list in an order.
func (l list) query(order, direction string) string {
	return fmt.Sprintf(`query($first: Int, $after: String, $last: Int, $before: String) { %s
	  %s(orderBy: {field: %s, direction: %s}, first: $first, after: $after, last: $last, before: $before%s) {
	    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }
	  } %s }`, l.before, l.field, order, direction, l.arguments, l.after)
}

// path leads to the list in an answer.
func (l list) path() string {
	if l.before == "" {
		return l.field + "."
	}
	outer, _, _ := strings.Cut(l.before, "(")
	return outer + "." + l.field + "."
}

// A walk goes through a list page by page.
type walk struct {
	t     *testing.T
	list  list
	query string
	size  int
	// count, from and to name the paging arguments of the direction, and the
	// cursor that the next page begins at.
	count, from, to string
	// more and less are the flags that tell whether the list goes on ahead and behind.
	more, less string
}

// forwards and backwards are walks from the front and from the back.
func forwards(t *testing.T, l list, query string, size int) walk {
	return walk{t, l, query, size, "first", "after", "endCursor", "hasNextPage", "hasPreviousPage"}
}

func backwards(t *testing.T, l list, query string, size int) walk {
	return walk{t, l, query, size, "last", "before", "startCursor", "hasPreviousPage", "hasNextPage"}
}

// page reads one page from a cursor, nil at the outset, and checks what it says of
// its place.
func (w walk) page(c client, cursor any, left int) (ids []string, next any) {
	w.t.Helper()
	a := c.in(w.t).ok(w.query, map[string]any{w.count: w.size, w.from: cursor})
	path := w.list.path()
	ids = a.texts(path + "edges.*.node.id")
	if want := min(w.size, left); len(ids) != want {
		w.t.Fatalf("a page of %d with %d left: got %d records, want %d", w.size, left, len(ids), want)
	}
	if got := a.number(w.t, path+"totalCount"); got != w.list.size {
		w.t.Errorf("totalCount: got %d, want %d on every page", got, w.list.size)
	}
	if got, want := a.at(path+"pageInfo."+w.more), left > w.size; got != want {
		w.t.Errorf("%s with %d left: got %v, want %v", w.more, left, got, want)
	}
	if got, want := a.at(path+"pageInfo."+w.less), cursor != nil; got != want {
		w.t.Errorf("%s after %v: got %v, want %v", w.less, cursor, got, want)
	}
	cursors := a.all(path + "edges.*.cursor")
	info := [2]any{a.at(path + "pageInfo.startCursor"), a.at(path + "pageInfo.endCursor")}
	if want := [2]any{cursors[0], cursors[len(cursors)-1]}; info != want {
		w.t.Errorf("start and end cursor: got %v, want those of the first and last edge, %v", info, want)
	}
	return ids, a.at(path + "pageInfo." + w.to)
}

// ids walks through the whole list and returns its ids in the list's order.
func (w walk) ids(c client) []string {
	w.t.Helper()
	var all []string
	var cursor any
	for len(all) < w.list.size {
		ids, next := w.page(c, cursor, w.list.size-len(all))
		if w.count == "first" {
			all = append(all, ids...)
		} else {
			all = append(slices.Clone(ids), all...)
		}
		cursor = next
	}
	return all
}

func TestAWalkMeetsEverythingOnceInEveryOrder(t *testing.T) {
	c := crowd(t).client
	for _, l := range lists {
		for _, order := range l.orders {
			for _, direction := range []string{"ASC", "DESC"} {
				t.Run(l.name+" by "+order+" "+direction, func(t *testing.T) {
					query := l.query(order, direction)
					want := forwards(t, l, query, 200).ids(c)
					if unique := slices.Compact(slices.Sorted(slices.Values(want))); len(unique) != l.size {
						t.Fatalf("one page: got %d different records, want %d", len(unique), l.size)
					}
					for _, size := range []int{1, 2, 7} {
						if diff := cmp.Diff(want, forwards(t, l, query, size).ids(c)); diff != "" {
							t.Errorf("forwards by %d (-one page +walk):\n%s", size, diff)
						}
						if diff := cmp.Diff(want, backwards(t, l, query, size).ids(c)); diff != "" {
							t.Errorf("backwards by %d (-one page +walk):\n%s", size, diff)
						}
					}
					if direction == "DESC" {
						slices.Reverse(want)
						if diff := cmp.Diff(forwards(t, l, l.query(order, "ASC"), 200).ids(c), want); diff != "" {
							t.Errorf("DESC reversed is not ASC (-asc +desc):\n%s", diff)
						}
					}
				})
			}
		}
	}
}

func TestOrdersCompareWhatTheirNamesSay(t *testing.T) {
	c := crowd(t).client
	tests := []struct {
		list  string
		order string
		want  []string
	}{
		{"claims about a record", "RANK", []string{
			"claim-3", "claim-0", "claim-1", "claim-4", "claim-7", "claim-2", "claim-5", "claim-6",
		}},
		{"claims about a record", "SAID_AT", []string{
			"claim-0", "claim-1", "claim-3", "claim-4", "claim-6", "claim-7", "claim-2", "claim-5",
		}},
		{"sources", "TITLE", []string{"x", "news", "y", "z", "v"}},
		{"sources", "PUBLISHED_AT", []string{"v", "y", "z", "news", "x"}},
		{"sources", "ID", []string{"news", "v", "x", "y", "z"}},
	}
	for _, tt := range tests {
		l := lists[slices.IndexFunc(lists, func(l list) bool { return l.name == tt.list })]
		got := forwards(t, l, l.query(tt.order, "ASC"), 200).ids(c)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s by %s (-want +got):\n%s", tt.list, tt.order, diff)
		}
	}
}

func TestAPageOfNoneTellsWhetherThereAreAny(t *testing.T) {
	c := crowd(t).client
	a := c.ok(`{ relationships(first: 0) {
	  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
	} }`, nil)
	want := map[string]any{
		"hasNextPage": true, "hasPreviousPage": false, "startCursor": nil, "endCursor": nil,
	}
	if diff := cmp.Diff(want, a.at("relationships.pageInfo")); diff != "" {
		t.Errorf("pageInfo of an empty page (-want +got):\n%s", diff)
	}
}

func TestAListWithoutArgumentsHasTwentyOfThem(t *testing.T) {
	a := seeded(t).ok(`{
	  sources { edges { cursor } }
	  entity(id: "sdf") { relationships(asOf: {valid: "../.."}) { edges { cursor } } }
	}`, nil)
	for _, path := range []string{"sources.edges.*", "entity.relationships.edges.*"} {
		if got := len(a.all(path)); got != kg.DefaultPage {
			t.Errorf("%s: got %d, want %d", path, got, kg.DefaultPage)
		}
	}
}

// TestCursorsSurviveWrites takes the record at a cursor away and adds one on each
// side of it, between one page and the next.
// TestACursorServesListsOfItsClassAlone: their orders have one name in the store.
func TestACursorServesListsOfItsClassAlone(t *testing.T) {
	c := seeded(t)
	fields := map[string]string{
		"entities": "NAME", "relationships": "TYPE", "sources": "TITLE",
		"actors": "START", "claims": "SAID_AT",
	}
	for from, order := range fields {
		query := fmt.Sprintf(`{ list: %s(first: 1, orderBy: {field: %s}) { pageInfo { endCursor } } }`, from, order)
		cursor := c.ok(query, nil).at("list.pageInfo.endCursor")
		for to, order := range fields {
			if order == "START" || order == "SAID_AT" {
				order = "ID"
			}
			a := c.send(fmt.Sprintf(`query($after: String) { %s(after: $after, orderBy: {field: %s}) { totalCount } }`, to, order),
				map[string]any{"after": cursor})
			if same := from == to && order == fields[to]; (a.code() == "") != same || !same && a.field() != "after" {
				t.Errorf("the cursor of %s in %s by %s: got %s, want it taken: %t", from, to, order, a.Body, same)
			}
		}
	}
}

func TestCursorsSurviveWrites(t *testing.T) {
	for _, direction := range []string{"forwards", "backwards"} {
		t.Run(direction, func(t *testing.T) {
			w := crowd(t)
			l := lists[2] // relationships
			query := l.query("ID", "ASC")
			walk := forwards(t, l, query, 6)
			seen, unseen := kg.ID("tie-actor-02x"), kg.ID("tie-actor-05x")
			if direction == "backwards" {
				walk = backwards(t, l, query, 6)
				seen, unseen = "tie-actor-07x", "tie-actor-04x"
			}
			all := forwards(t, l, query, 200).ids(w.client)
			first, cursor := walk.page(w.client, nil, l.size)
			at := first[len(first)-1]
			if direction == "backwards" {
				at = first[0]
			}
			w.ok(`mutation($id: ID!) { retract(input: {id: $id}) { id } }`, map[string]any{"id": at})
			w.tie(seen, "pact", "hub", "actor-00", "2002/..")
			w.tie(unseen, "pact", "hub", "actor-00", "2002/..")
			walk.list.size++ // one is gone, two have come
			walk.size = 200
			rest, _ := walk.page(w.client, cursor, l.size-len(first)+1)
			got := slices.Sorted(slices.Values(append(first, rest...)))
			want := slices.Sorted(slices.Values(append(all, string(unseen))))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("both pages together (-want +got):\n%s", diff)
			}
		})
	}
}

func TestANeighbourhoodSaysWhatItsLimitLeftOut(t *testing.T) {
	c := crowd(t).client
	const query = `query($depth: Int, $limit: Int) {
	  neighborhood(of: ["actor-00"], depth: $depth, limit: $limit, asOf: {valid: "../.."}) {
	    truncated entities { id } relationships { id from { id } to { id } }
	  }
	}`
	tests := []struct {
		name                    string
		depth, limit            any
		entities, relationships int
		truncated               bool
	}{
		{"null is the default", nil, nil, 3, 2, false},
		{"of no depth", 0, 200, 1, 0, false},
		{"of one step", 1, 200, 3, 2, false},
		{"of two steps", 2, 200, 13, 13, false},
		{"cut exactly at its size", 2, 13, 13, 13, false},
		{"cut one before: the latest is left out", 2, 12, 12, 12, true},
		{"of nothing", 1, 0, 1, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := c.in(t).ok(query, map[string]any{"depth": tt.depth, "limit": tt.limit})
			entities := a.texts("neighborhood.entities.*.id")
			relationships := a.texts("neighborhood.relationships.*.id")
			if len(entities) != tt.entities || len(relationships) != tt.relationships {
				t.Errorf("got %d entities and %d relationships, want %d and %d",
					len(entities), len(relationships), tt.entities, tt.relationships)
			}
			if got := a.at("neighborhood.truncated"); got != tt.truncated {
				t.Errorf("truncated: got %v, want %v", got, tt.truncated)
			}
			if entities[0] != "actor-00" {
				t.Errorf("the first entity: got %s, want the one that was asked for", entities[0])
			}
			for _, end := range []string{"from", "to"} {
				for _, id := range a.texts("neighborhood.relationships.*." + end + ".id") {
					if !slices.Contains(entities, id) {
						t.Errorf("%s %s of a relationship is not among the entities %v", end, id, entities)
					}
				}
			}
		})
	}
}
