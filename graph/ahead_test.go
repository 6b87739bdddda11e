package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"entente/graph"
	"entente/kg"
)

// tiesArguments are those of relationships, good and bad.
var tiesArguments = []string{
	"", "(first: 1)", "(first: 2)", "(first: 200)", "(last: 2)", "(first: 0)", "(first: -1)",
	"(first: 500)", "(first: 1, last: 1)", `(after: "x")`, "(direction: IN)", "(first: null)",
	"(first: 3, direction: OUT)", "(first: 2, orderBy: {field: END, direction: DESC})",
	"(last: 1, orderBy: {field: TYPE})", "(first: 1, orderBy: {direction: DESC})",
	`(first: 2, asOf: {valid: "2020"})`, `(first: 2, where: {type: {eq: "pact"}})`,
}

// rootTimes are those of the entity.
var rootTimes = []string{
	"", `, asOf: {valid: "2020"}`, `, asOf: {valid: "../.."}`, `, asOf: {valid: "?"}`,
	`, asOf: {valid: "2019", certainty: CERTAIN}`, `, asOf: {accordingTo: ["s1", "news"]}`,
	`, asOf: {known: "2026-11-23T11:59:59Z"}`,
}

// TestWhatIsLookedForAheadIsAnsweredAlike asks about records of all kinds, shown, hidden,
// merged and absent, with the relationships found together with the entity and, as a
// directive makes the root look for nothing ahead, without.
func TestWhatIsLookedForAheadIsAnsweredAlike(t *testing.T) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(8, 8))
			store := s.open(t)
			ids := plantRandom(t, store, random)
			tight := within(patience)
			tight.Returned = 6
			editors := []client{
				newClient(t, store, graph.Options{Guard: guard, Limits: within(patience)}),
				newClient(t, store, graph.Options{Guard: guard, Limits: tight}),
			}
			pick := func(texts ...string) string { return texts[random.IntN(len(texts))] }
			answered := 0
			for _, id := range ids {
				for range 16 {
					c := editors[random.IntN(2)]
					if random.IntN(2) == 0 {
						c = c.reader()
					}
					root := pick("entity", "entity", "actor", "event")
					at, arguments := pick(rootTimes...), pick(tiesArguments...)
					query := func(directive string) string {
						return fmt.Sprintf(`{ %s(id: %q%s) { id relationships%s %s {
							totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
							edges { direction node { id status from { id } to { id } } other { id name } }
						} } }`, root, id, at, arguments, directive)
					}
					got, want := c.send(query(""), nil), c.send(query("@include(if: true)"), nil)
					if got.Body != want.Body {
						t.Fatalf("%s: got %s, want %s, as without looking ahead", query(""), got.Body, want.Body)
					}
					if got.at(root+".relationships.edges.0.node.id") != nil {
						answered++
					}
				}
			}
			if answered < 50 {
				t.Errorf("answers with relationships: got %d, want at least 50", answered)
			}
		})
	}
}

// plantRandom writes a random graph, some of which is restricted, and merges one actor into another. It
// returns the ids of its entities and of some other records, that of the one who is no more, and one of none.
func plantRandom(t *testing.T, store kg.Store, random *rand.Rand) []kg.ID {
	t.Helper()
	w := worldOver(t, store)
	w.must(w.graph.AddVocabulary(t.Context(), "ann", kg.AddVocabularyInput{
		ClaimProperties: []kg.ClaimPropertyInput{{Name: "exists", ValueType: kg.ValueNone}},
	}))
	first, second := randomGraph(t, random)
	ids := []kg.ID{"nobody"}
	for i, records := range [][]kg.Record{first, second} {
		batch := kg.Batch{ID: fmt.Sprintf("batch-%d", i), Writer: "ann", Reason: "as it was found"}
		for _, r := range records {
			batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.AnyVersion})
		}
		w.must(w.graph.Write(t.Context(), batch))
	}
	others := 0
	for _, r := range first {
		if _, ok := r.(*kg.Entity); !ok {
			if others++; others > 10 {
				continue
			}
		}
		ids = append(ids, r.Head().ID)
	}
	w.actor("old", "2012/..")
	w.actor("new", "2012/..")
	w.actor("friend", "2012/..")
	w.tie("old-tie", "pact", "old", "friend", "2015/..")
	_, receipt, err := w.graph.MergeEntities(t.Context(), "ann", kg.MergeEntitiesInput{ID: "old", Into: "new"})
	w.must(receipt, err)
	return append(ids, "old", "new", "friend")
}
