package graph_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// panelRows is a panel of a world, page by page.
const panelRows = `query($first: Int, $after: String, $balanced: Boolean) {
  panel(where: {type: {in: ["pact", "conflict"]}}, within: "2020/2022", bucket: YEAR,
        first: $first, after: $after, balanced: $balanced) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { node { from { id } to { id } type { name } period { edtf } active { certain possible } } }
  }
}`

// pacts is a world of two pacts and a conflict.
func pacts(t *testing.T) world {
	t.Helper()
	w := newWorld(t)
	for _, id := range []kg.ID{"a", "b", "c"} {
		w.actor(id, "/")
	}
	w.tie("pact-1", "pact", "b", "a", "2020-05/2021-03")
	w.tie("pact-2", "pact", "a", "b", "2021-02~/2021-12")
	w.tie("war", "conflict", "c", "b", "2022/")
	w.tie("old", "conflict", "c", "b", "1990/1991")
	return w
}

// rowsOf writes the rows of an answer, a text each.
func rowsOf(a answer) []string {
	rows := make([]string, len(a.all("panel.edges.*")))
	for _, column := range []string{
		"from.id", "to.id", "type.name", "period.edtf", "active.certain", "active.possible",
	} {
		for i, text := range a.texts("panel.edges.*.node." + column) {
			rows[i] = strings.TrimSpace(rows[i] + " " + text)
		}
	}
	return rows
}

func TestAPanelReadPageByPageIsTheWhole(t *testing.T) {
	w := pacts(t)
	want := []string{"a b pact 2020 1 1", "a b pact 2021 2 2", "b c conflict 2022 1 1"}
	for first := 1; first <= 4; first++ {
		var got []string
		var after any
		for more := true; more; {
			a := w.ok(panelRows, map[string]any{"first": first, "after": after})
			if n := a.number(t, "panel.totalCount"); n != len(want) {
				t.Errorf("total: got %d, want %d", n, len(want))
			}
			if was := a.at("panel.pageInfo.hasPreviousPage"); was != (after != nil) {
				t.Errorf("hasPreviousPage after %v: got %v", after, was)
			}
			got = append(got, rowsOf(a)...)
			after, more = a.at("panel.pageInfo.endCursor"), a.at("panel.pageInfo.hasNextPage") == true
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("pages of %d (-want +got):\n%s", first, diff)
		}
	}
}

func TestABalancedPanelHasEveryPeriodOfEverySeries(t *testing.T) {
	w := pacts(t)
	want := []string{
		"a b pact 2020 1 1", "a b pact 2021 2 2", "a b pact 2022 0 0",
		"b c conflict 2020 0 0", "b c conflict 2021 0 0", "b c conflict 2022 1 1",
	}
	a := w.ok(panelRows, map[string]any{"balanced": true})
	if diff := cmp.Diff(want, rowsOf(a)); diff != "" {
		t.Errorf("a balanced panel (-want +got):\n%s", diff)
	}
}
