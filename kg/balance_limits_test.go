package kg_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"entente/kg"
)

// manyTies is a store in which whatever is asked finds so many signed ties of the hub:
// each with an entity of its own, or all with one.
type manyTies struct {
	kg.Store
	ties  int
	alone bool
}

func (s manyTies) Find(_ context.Context, _ kg.View, queries []kg.Query) ([][]kg.Found, error) {
	answers := make([][]kg.Found, len(queries))
	for q, query := range queries {
		if query.Class != kg.ClassRelationship {
			continue // the vocabulary, which is empty
		}
		for i := range min(s.ties, query.Limit) {
			if f := s.tie(i); query.Keep == nil || query.Keep(f) {
				answers[q] = append(answers[q], f)
			}
		}
	}
	return answers, nil
}

// Search finds no entity that anything was merged into.
func (s manyTies) Search(_ context.Context, _ kg.View, probes []kg.NameProbe) ([][]kg.NameHit, error) {
	return make([][]kg.NameHit, len(probes)), nil
}

// tie returns the tie in a place, which starts and ends later than those before.
func (s manyTies) tie(i int) kg.Found {
	hub, far := &kg.Entity{}, &kg.Entity{}
	hub.ID, far.ID = "hub", "far"
	if !s.alone {
		far.ID = kg.ID(fmt.Sprintf("far-%d", i))
	}
	start := kg.Instant(i)
	r := &kg.Relationship{
		From: hub.ID, To: far.ID, Sign: []kg.Sign{kg.SignHostile, kg.SignCooperative}[i%2],
		Validity: kg.Validity{Span: kg.Span{
			StartEarliest: start, StartLatest: start, EndEarliest: start + 1, EndLatest: start + 1,
		}},
	}
	r.ID = kg.ID(fmt.Sprintf("tie-%d", i))
	return kg.Found{Record: r, From: hub, To: far}
}

// TestQuestionsAboutSignsHaveLimits asks at each limit and one past it.
func TestQuestionsAboutSignsHaveLimits(t *testing.T) {
	always := kg.View{Valid: kg.Always}
	flips := func(g *kg.Graph) error {
		_, err := g.SignFlips(t.Context(), always, kg.FlipQuery{Within: kg.Always})
		return err
	}
	triads := func(g *kg.Graph) error {
		_, err := g.UnbalancedTriads(t.Context(), always, kg.TriadQuery{})
		return err
	}
	around := func(g *kg.Graph) error {
		_, err := g.UnbalancedTriads(t.Context(), always, kg.TriadQuery{Of: []kg.ID{"hub"}})
		return err
	}
	sides := func(g *kg.Graph) error {
		_, err := g.TiedToBoth(t.Context(), always, kg.SidesQuery{A: "hub", B: "far"})
		return err
	}
	tests := []struct {
		name  string
		store manyTies
		ask   func(*kg.Graph) error
		past  bool
	}{
		{"the signed ties, for flips", manyTies{ties: kg.MaxSigned}, flips, false},
		{"one signed tie more, for flips", manyTies{ties: kg.MaxSigned + 1}, flips, true},
		{"the signed ties, for triads", manyTies{ties: kg.MaxSigned}, triads, false},
		{"one signed tie more, for triads", manyTies{ties: kg.MaxSigned + 1}, triads, true},
		{"the entities around some", manyTies{ties: kg.MaxNearTriad - 1}, around, false},
		{"one entity around some more", manyTies{ties: kg.MaxNearTriad}, around, true},
		{"the ties of a side", manyTies{ties: kg.MaxSide}, sides, false},
		{"one tie of a side more", manyTies{ties: kg.MaxSide + 1}, sides, true},
		{"the comparisons of the ties of one pair", manyTies{ties: 200, alone: true}, flips, false},
		{"more comparisons than are made", manyTies{ties: 300, alone: true}, flips, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.ask(kg.NewGraph(tt.store, noon))
			if tt.past != errors.Is(err, kg.ErrLimit) || !tt.past && err != nil {
				t.Errorf("with %d ties: got error %v, want a limit error: %t", tt.store.ties, err, tt.past)
			}
		})
	}
}
