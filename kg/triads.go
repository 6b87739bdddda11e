package kg

import (
	"context"
	"maps"
	"slices"
)

// MaxNearTriad is the largest number of entities tied to those that a question about
// triads begins at, these included, and MaxTriads the largest number of triads found.
const (
	MaxNearTriad = 500
	MaxTriads    = 50000
)

// A TriadQuery asks for unbalanced triads.
type TriadQuery struct {
	// Of, unless empty, are entities one of which is in the triad; at most [MaxOf].
	Of    []ID
	Where *RelationshipFilter
}

// A Triad is three entities with one signed tie between each two of them, which
// hold all at once.
type Triad struct {
	// Entities are ordered by id.
	Entities [3]*Entity
	// Ties are those between the first and second, first and third, second and third.
	Ties    [3]Found
	Overlap Overlap
	// Ambivalent says that two of the three have ties of both signs in the view's
	// time, so that another choice of ties may be balanced.
	Ambivalent bool
}

// UnbalancedTriads returns the triads that are unbalanced at the view's time: one or
// three of their ties are HOSTILE. In the theory of structural balance (Heider 1946;
// Cartwright and Harary 1956) the product of their signs is negative, and such a
// triad is under strain: a friend of a friend is an enemy, or three are enemies of
// one another.
//
// The three ties hold at one second of the view's time: for some reading of their
// dates, or for every one where the view is CERTAIN. NEUTRAL ties do not count, nor
// does direction. Where two entities have several signed ties, each choice of one is
// a triad of its own.
func (g *Graph) UnbalancedTriads(ctx context.Context, v View, q TriadQuery) ([]Triad, error) {
	if err := checkIDs("of", q.Of, MaxOf); err != nil {
		return nil, err
	}
	found, err := g.signedTies(ctx, v, q.Of, RelationshipList{Where: q.Where, Named: true})
	if err != nil {
		return nil, err
	}
	if len(q.Of) > 0 {
		if found, err = g.tiesAround(ctx, v, q, found); err != nil {
			return nil, err
		}
	}
	search := triadSearch{view: v, pairs: byPair(found), entities: endsByID(found)}
	search.begin(q.Of)
	if err := search.run(); err != nil {
		return nil, err
	}
	sortByKey(search.triads, Triad.Key)
	return search.triads, nil
}

// tiesAround adds to the ties of some entities those between their far ends.
func (g *Graph) tiesAround(ctx context.Context, v View, q TriadQuery, own []Found) ([]Found, error) {
	near := slices.Sorted(maps.Keys(endsByID(own)))
	if len(near) > MaxNearTriad {
		return nil, &LimitError{What: "entities tied to `of`", Value: len(near), Limit: MaxNearTriad}
	}
	if len(near) == 0 {
		return nil, nil
	}
	within := idSet(near)
	return g.signedTies(ctx, v, near, RelationshipList{Where: q.Where, Keep: func(f Found) bool {
		return within[f.From.ID] && within[f.To.ID]
	}})
}

// endsByID returns the ends of ties.
func endsByID(found []Found) map[ID]*Entity {
	ends := make(map[ID]*Entity)
	for _, f := range found {
		ends[f.From.ID], ends[f.To.ID] = f.From, f.To
	}
	return ends
}

// A triadSearch looks for unbalanced triads among ties.
type triadSearch struct {
	view View
	// of are the entities one of which is in each triad; nil: any.
	of       map[ID]bool
	pairs    map[pair][]Found
	entities map[ID]*Entity
	spent    effort
	triads   []Triad
}

// begin keeps to the triads with one of the entities that go by some ids; of all where
// there are none.
func (s *triadSearch) begin(ids []ID) {
	if len(ids) == 0 {
		return
	}
	named := idSet(ids)
	s.of = make(map[ID]bool)
	for id, e := range s.entities {
		s.of[id] = e.isAmong(named)
	}
}

// run goes through all triples of entities that are tied in pairs, each once: from
// the least id to two greater ones.
func (s *triadSearch) run() error {
	greater := make(map[ID][]ID)
	for p := range s.pairs {
		greater[p.a] = append(greater[p.a], p.b)
	}
	for _, a := range slices.Sorted(maps.Keys(greater)) {
		ids := greater[a]
		slices.Sort(ids)
		for i, b := range ids {
			if err := s.spent.spend(len(ids) - i); err != nil {
				return err
			}
			for _, c := range ids[i+1:] {
				if err := s.triple(a, b, c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// triple adds the unbalanced triads of three entities.
func (s *triadSearch) triple(a, b, c ID) error {
	sides := [3][]Found{s.pairs[pair{a, b}], s.pairs[pair{a, c}], s.pairs[pair{b, c}]}
	if len(sides[2]) == 0 || s.of != nil && !s.of[a] && !s.of[b] && !s.of[c] {
		return nil
	}
	if err := s.spent.spend(len(sides[0]) * len(sides[1]) * len(sides[2])); err != nil {
		return err
	}
	entities := [3]*Entity{s.entities[a], s.entities[b], s.entities[c]}
	ambivalent := slices.ContainsFunc(sides[:], ofBothSigns)
	for _, ab := range sides[0] {
		for _, ac := range sides[1] {
			for _, bc := range sides[2] {
				t := Triad{Entities: entities, Ties: [3]Found{ab, ac, bc}, Ambivalent: ambivalent}
				if t.Overlap = t.overlap(s.view.Valid); t.balanced() || !s.view.admits(t.Overlap.Certainty) {
					continue
				}
				if len(s.triads) == MaxTriads {
					return tooManyTriads()
				}
				s.triads = append(s.triads, t)
			}
		}
	}
	return nil
}

func tooManyTriads() error {
	return &LimitError{
		What: "triads", Value: MaxTriads + 1, Limit: MaxTriads, Advice: "give of, or narrow where",
	}
}

// ofBothSigns reports whether ties of a pair are of both signs.
func ofBothSigns(ties []Found) bool {
	return slices.ContainsFunc(ties, func(f Found) bool { return f.tie().Sign != ties[0].tie().Sign })
}

// Hostile returns how many of the ties are HOSTILE.
func (t Triad) Hostile() int {
	hostile := 0
	for _, tie := range t.Ties {
		if tie.tie().Sign == SignHostile {
			hostile++
		}
	}
	return hostile
}

// balanced reports whether the product of the signs is positive.
func (t Triad) balanced() bool { return t.Hostile()%2 == 0 }

func (t Triad) overlap(w Window) Overlap {
	return OverlapIn(w, spanOf(t.Ties[0].Record), spanOf(t.Ties[1].Record), spanOf(t.Ties[2].Record))
}

// Key returns the place of t in their order: by the ids of the entities and the ties.
func (t Triad) Key() Key {
	ids := make([]ID, 0, len(t.Entities)+len(t.Ties))
	for _, e := range t.Entities {
		ids = append(ids, e.ID)
	}
	for _, tie := range t.Ties {
		ids = append(ids, tie.tie().ID)
	}
	return Key{Text: joinIDs(ids...), ID: t.Entities[0].ID}
}
