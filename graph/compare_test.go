package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const compareQuery = `query($before: AsOf!, $after: AsOf!, $of: [ID!], $first: Int, $cursor: String) {
  compare(before: $before, after: $after, of: $of, first: $first, cursor: $cursor) {
    totalCount counts { kind count } pageInfo { hasNextPage endCursor }
    edges { node {
      kind reasons changed { field }
      before { id status from { name } validity { edtf } } after { id status to { name } validity { edtf } }
    } }
  }
}`

func TestCompareShowsBothSides(t *testing.T) {
	w := laterWorld(t)
	side := func(day int, valid string) map[string]any {
		made := asOf("valid", valid)
		made["known"] = knownOn(day)
		return made
	}
	a := w.ok(compareQuery, map[string]any{"before": side(0, "2025-06"), "after": side(1, "2025-06")})
	node := "compare.edges.0.node."
	for field, want := range map[string]any{
		"kind": "DISAPPEARED", "reasons.0": "WE_CORRECTED",
		"before.status": "POSSIBLY_ACTIVE", "before.validity.edtf": "2025/..", "before.from.name": "a",
		"after.status": "EXPIRED", "after.validity.edtf": "2020/2021", "after.to.name": "Beta",
		"changed.0.field": "validity.edtf",
	} {
		if got := a.at(node + field); got != want {
			t.Errorf("%s: got %v, want %v", field, got, want)
		}
	}
	a = w.ok(compareQuery, map[string]any{"before": side(0, "2025-06"), "after": side(2, "2025-06")})
	if a.at(node+"after") != nil || a.at(node+"before.id") != "tie" {
		t.Errorf("after a retraction: got %v, want the earlier side only", a.at("compare.edges"))
	}
}

func TestCompareIsPaged(t *testing.T) {
	w := januaryWorld(t)
	variables := map[string]any{
		"before": asOf("valid", "2024-06"), "after": asOf("valid", "2026-01-20"), "of": []any{"a"}, "first": 1,
	}
	var got []string
	for {
		a := w.ok(compareQuery, variables)
		if n := a.number(t, "compare.totalCount"); n != 4 {
			t.Fatalf("in all: got %d, want 4", n)
		}
		got = append(got, a.texts("compare.edges.*.node.kind")...)
		if a.at("compare.pageInfo.hasNextPage") != true {
			break
		}
		variables["cursor"] = a.at("compare.pageInfo.endCursor")
	}
	if diff := cmp.Diff([]string{"STARTED", "STARTED", "STARTED", "ENDED"}, got); diff != "" {
		t.Errorf("page by page (-want +got):\n%s", diff)
	}
	a := w.ok(compareQuery, variables)
	if diff := cmp.Diff([]string{"3", "1"}, a.texts("compare.counts.*.count")); diff != "" {
		t.Errorf("the counts (-want +got):\n%s", diff)
	}
}

func TestCompareBlamesTheSide(t *testing.T) {
	w := januaryWorld(t)
	for _, tt := range []struct {
		before, after map[string]any
		cursor        any
		field         string
	}{
		{asOf("valid", "2024-13"), asOf(), nil, "before.valid"},
		{asOf(), asOf("known", "2999-01-01T00:00:00Z"), nil, "after.known"},
		{asOf(), asOf(), "x", "cursor"},
	} {
		a := w.send(compareQuery, map[string]any{"before": tt.before, "after": tt.after, "cursor": tt.cursor})
		if a.code() != "BAD_USER_INPUT" || a.field() != tt.field {
			t.Errorf("got %s on %q, want BAD_USER_INPUT on %s: %s", a.code(), a.field(), tt.field, a.message())
		}
	}
}
