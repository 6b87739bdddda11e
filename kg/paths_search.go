package kg

import (
	"context"
	"slices"
)

// pathLimits bound the work of one search for paths.
type pathLimits struct {
	// hub is how many relationships of an entity are read in passing. Those of one
	// that has more are read only where nothing else will do.
	hub int
	// held is how many relationships are held at a time, seen how many are looked at.
	held, seen int
	// tries is how many times a path is taken a hop further.
	tries int
}

// defaultPathLimits keep a search below some 50 MB and a second or two.
var defaultPathLimits = pathLimits{hub: 256, held: 20_000, seen: 300_000, tries: 2_000_000}

// pastLimit says what a search would have needed more of than it may have.
func pastLimit(what string, limit int) error {
	return &LimitError{What: what + " to find paths", Value: limit + 1, Limit: limit}
}

// A pathSearch goes outwards from both ends of the paths it looks for. It holds all
// relationships of the entities that lie less than a side's radius away from its
// end, so that every path of as many hops as the two radii have together is held,
// and covers those with one hop more by what joins the two frontiers.
//
// A hub on one frontier is not read where the other frontier has been: what joins
// them is found from there. Only what joins hubs on both must be read from one.
type pathSearch struct {
	*net
	graph  *Graph
	view   View
	rule   pathRule
	limits pathLimits
	// plan finds the relationships that may be followed, but for whose they are.
	plan  plan
	sides [2]*pathSide
	// seen and tries count up to the limits of the same name.
	seen, tries int
}

// A pathSide is what a search has reached from one end.
type pathSide struct {
	end int
	// reached are the nodes within the radius, frontier those at the radius.
	reached  map[int]bool
	frontier []int
	// joined are nodes of the frontier of which only those relationships are held
	// that lead to what the other side has reached.
	joined map[int]bool
}

// newPathSearch stands at the ends of q. It asks the store for them.
func (g *Graph) newPathSearch(
	ctx context.Context, v View, q PathQuery, limits pathLimits,
) (*pathSearch, error) {
	ends, err := g.endsOf(ctx, v, q)
	if err != nil {
		return nil, err
	}
	s := &pathSearch{net: newNet(), graph: g, view: v, rule: q.rule(v), limits: limits}
	list := RelationshipList{Where: q.Where}
	if q.Mode != PathSnapshot {
		list.Within, list.HasIn = &s.rule.window, &s.rule.window
	}
	plans, err := plansOf(ctx, g, v, []RelationshipList{list})
	if err != nil {
		return nil, err
	}
	s.plan = plans[0]
	s.plan.Order, s.plan.Direction = Order{Field: OrderStart}, DirectionEither
	for i, e := range ends {
		place := s.node(e)
		s.sides[i] = &pathSide{
			end: place, reached: map[int]bool{place: true}, frontier: []int{place},
			joined: make(map[int]bool),
		}
	}
	return s, nil
}

// ofLength returns the first paths of a length. It is called for each length from 1
// upwards; nothing longer than the last is asked for.
func (s *pathSearch) ofLength(ctx context.Context, length, first int, last bool) ([]Path, error) {
	if length > 1 {
		if err := s.widen(ctx); err != nil {
			return nil, err
		}
	}
	if err := s.join(ctx, last); err != nil {
		return nil, err
	}
	return s.best(ctx, length, first)
}

// opposite returns the other side.
func (s *pathSearch) opposite(side *pathSide) *pathSide {
	if side == s.sides[0] {
		return s.sides[1]
	}
	return s.sides[0]
}

// bySize returns the sides, that with fewer nodes of a sort on its frontier first.
func (s *pathSearch) bySize(count func(*pathSide) []int) [2]*pathSide {
	if len(count(s.sides[1])) < len(count(s.sides[0])) {
		return [2]*pathSide{s.sides[1], s.sides[0]}
	}
	return s.sides
}

// partial returns the nodes of a frontier that are not held with all relationships.
func (s *pathSearch) partial(side *pathSide) []int {
	return slices.DeleteFunc(slices.Clone(side.frontier), func(n int) bool { return s.nodes[n].whole })
}

// apart returns the nodes of a frontier whose relationships with what the other side
// has reached are not all held.
func (s *pathSearch) apart(side *pathSide) []int {
	return slices.DeleteFunc(s.partial(side), func(n int) bool { return side.joined[n] })
}

// ordinary returns the nodes of apart that are not known to be hubs.
func (s *pathSearch) ordinary(side *pathSide) []int {
	return slices.DeleteFunc(s.apart(side), func(n int) bool { return s.nodes[n].hub })
}

// joined reports whether all relationships between the two frontiers are held.
func (s *pathSearch) joined() bool {
	a, b := s.apart(s.sides[0]), s.apart(s.sides[1])
	return len(a) == 0 || len(b) == 0 || len(a) == 1 && slices.Equal(a, b)
}

// join makes sure that they are. Of hubs, and in the last step, nothing else is kept.
func (s *pathSearch) join(ctx context.Context, last bool) error {
	for _, side := range s.bySize(s.apart) {
		if s.joined() {
			return nil
		}
		if err := s.look(ctx, side, s.ordinary(side), s.limits.hub, !last); err != nil {
			return err
		}
	}
	if s.joined() {
		return nil
	}
	hubs := s.bySize(s.apart)[0]
	return s.look(ctx, hubs, s.apart(hubs), 0, false)
}

// widen moves the radius of a side by one.
func (s *pathSearch) widen(ctx context.Context) error {
	for _, side := range s.bySize(func(side *pathSide) []int { return side.frontier }) {
		if len(s.partial(side)) == 0 {
			s.advance(side)
			return nil
		}
	}
	for _, side := range s.bySize(s.partial) {
		if err := s.look(ctx, side, s.partial(side), 0, true); err != nil {
			return err
		}
		if len(s.partial(side)) == 0 {
			s.advance(side)
			return nil
		}
	}
	return pastLimit("relationships held", s.limits.held)
}

// advance moves the frontier of a side to what its nodes are tied to, but not to the
// other end, from which no path goes on. What either side holds only in part has to
// be looked at again.
func (s *pathSearch) advance(side *pathSide) {
	end := s.opposite(side).end
	var next []int
	for _, n := range side.frontier {
		for _, tie := range s.nodes[n].ties {
			if far := s.across(tie, n); far != end && !side.reached[far] {
				side.reached[far] = true
				next = append(next, far)
			}
		}
	}
	side.frontier = next
	for _, side := range s.sides {
		clear(side.joined)
	}
}
