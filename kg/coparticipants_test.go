package kg_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/kg"
	"entente/store/storetest"
)

// stage is a graph of five actors that take part in four events in random roles.
func stage(t *testing.T, random *rand.Rand) tiny {
	t.Helper()
	var batch kg.Batch
	put := func(r kg.Record, id kg.ID) {
		r.Head().ID = id
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	for i := range 5 {
		put(&kg.Entity{EntityClass: kg.ClassActor, Validity: kg.Unknown}, kg.ID(fmt.Sprintf("a%d", i)))
		put(&kg.Entity{EntityClass: kg.ClassEvent, Validity: kg.Unknown}, kg.ID(fmt.Sprintf("e%d", i)))
	}
	g := tiny{}
	for i := range random.IntN(14) {
		r := &kg.Relationship{
			Type: []string{kg.TypeParticipation, kg.TypeParticipation, "visit"}[random.IntN(3)],
			From: kg.ID(fmt.Sprintf("a%d", random.IntN(5))), To: kg.ID(fmt.Sprintf("e%d", random.IntN(5))),
			Validity:   kg.Validity{Span: tinySpan(random)},
			Properties: kg.Properties{kg.PropertyRole: {Type: kg.ValueText, Text: []string{"party", "mediator"}[random.IntN(2)]}},
		}
		put(r, kg.ID(fmt.Sprintf("r%02d", i)))
		g.ties = append(g.ties, r)
	}
	store := storetest.NewModel(noon)
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	g.Graph = kg.NewGraph(store, noon)
	return g
}

func TestCoParticipantsAgreeWithTrial(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 1))
	tried := 0
	for seed := range 2000 {
		g := stage(t, random)
		list := kg.CoParticipantList{Of: "a0"}
		if random.IntN(2) == 0 {
			list.OtherRole = &kg.TextFilter{Eq: ptr("mediator")}
		}
		if random.IntN(2) == 0 {
			list.View = tinyView(random)
		}
		other := kg.CoParticipantList{Of: "a1"} // that lists do not mix
		answers, err := g.CoParticipants(t.Context(), kg.View{}, []kg.CoParticipantList{list, other})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, c := range answers[0] {
			if i > 0 && cmp.Or(cmp.Compare(answers[0][i-1].Events, c.Events)*-1,
				cmp.Compare(answers[0][i-1].Entity.ID, c.Entity.ID)) >= 0 {
				t.Fatalf("graph %d: %s comes too late", seed, c.Entity.ID)
			}
			events := map[kg.ID]bool{}
			for _, s := range c.Shared {
				events[s.Event.ID] = true
				got = append(got, line(c.Entity.ID, s.Event.ID, s.Own.Record.Head().ID, s.Other.Record.Head().ID))
			}
			if len(events) != c.Events {
				t.Fatalf("graph %d: %s shares %d events, want %d", seed, c.Entity.ID, c.Events, len(events))
			}
		}
		slices.Sort(got)
		tried += len(got)
		same(t, seed, got, coParticipantsByTrial(g, list))
	}
	if tried < 500 {
		t.Errorf("all graphs have %d items, want enough to tell something", tried)
	}
}

// coParticipantsByTrial goes through all pairs of participations.
func coParticipantsByTrial(g tiny, l kg.CoParticipantList) []string {
	shows := func(r *kg.Relationship) bool {
		return r.Type == kg.TypeParticipation && (!l.View.Given || shown(l.View, atOnce(l.View.Valid, r)))
	}
	var want []string
	for _, own := range g.ties {
		for _, other := range g.ties {
			if shows(own) && shows(other) && own.To == other.To && own.From == l.Of && other.From != l.Of &&
				(l.OtherRole == nil || other.Role() == "mediator") {
				want = append(want, line(other.From, own.To, own.ID, other.ID))
			}
		}
	}
	return want
}

func TestParticipationsHaveALimit(t *testing.T) {
	for _, n := range []int{kg.MaxShared, kg.MaxShared + 1} {
		g := kg.NewGraph(manyTies{ties: n, alone: true}, noon)
		_, err := g.CoParticipants(t.Context(), kg.View{}, []kg.CoParticipantList{{Of: "hub"}})
		if past := n > kg.MaxShared; errors.Is(err, kg.ErrLimit) != past || !past && err != nil {
			t.Errorf("of %d participations: got error %v, want a limit error: %t", n, err, past)
		}
	}
}
