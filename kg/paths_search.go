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
// What joins the frontiers is asked for as such, so that a hub on one of them is not
// read for it. Where both have hubs, those are put off once more; see bridge.
type pathSearch struct {
	*net
	ends   [2]*Entity
	view   View
	rule   pathRule
	limits pathLimits
	sides  [2]*pathSide
	// radii is the sum of the radii of the sides.
	radii int
	// seen and tries count up to the limits of the same name.
	seen, tries int
}

// A pathSide is what a search has reached from one end.
type pathSide struct {
	end int
	// reached are the nodes within the radius, frontier those at the radius.
	reached  map[int]bool
	frontier []int
	// joined are nodes of the frontier of which those relationships are held that lead
	// to what the other side has reached, if no others.
	joined map[int]bool
}

// newPathSearch stands at two entities, which have numbers in the ground.
func newPathSearch(
	g ground, v View, rule pathRule, limits pathLimits, ends [2]*Entity, numbers [2]uint32,
) *pathSearch {
	s := &pathSearch{net: newNet(g), ends: ends, view: v, rule: rule, limits: limits}
	for i, number := range numbers {
		place := s.node(number)
		s.sides[i] = &pathSide{
			end: place, reached: map[int]bool{place: true}, frontier: []int{place},
			joined: make(map[int]bool),
		}
	}
	return s
}

// ofLength returns the first paths of a length. It is called for each length from 1
// upwards; nothing longer than the last is asked for.
func (s *pathSearch) ofLength(ctx context.Context, length, first int, last bool) ([]Path, error) {
	if length == 1 && !last {
		// What is longer needs all of both ends.
		if err := s.read(ctx, []int{s.sides[0].end, s.sides[1].end}, s.limits.hub); err != nil {
			return nil, err
		}
	}
	if err := s.reach(ctx, length); err != nil {
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

// ordinary returns the nodes of partial that are not known to be hubs.
func (s *pathSearch) ordinary(side *pathSide) []int {
	return slices.DeleteFunc(s.partial(side), func(n int) bool { return s.nodes[n].hub })
}

// reach makes sure that all paths of a length are held.
func (s *pathSearch) reach(ctx context.Context, length int) error {
	for s.radii < length-1 {
		widened, err := s.widen(ctx)
		switch {
		case err != nil:
			return err
		case widened:
		case s.radii == length-2:
			return s.bridge(ctx)
		default:
			if err := s.force(ctx); err != nil {
				return err
			}
		}
	}
	return s.join(ctx)
}

// join makes sure that all relationships between the two frontiers are held: those of
// the smaller one that lead to the other.
func (s *pathSearch) join(ctx context.Context) error {
	sides := s.bySize(s.apart)
	of, far := s.apart(sides[0]), s.apart(sides[1])
	if len(of) == 0 || len(far) == 0 || len(of) == 1 && slices.Equal(of, far) {
		return nil
	}
	l, numbers := s.newLook(), s.numbersOf(far)
	for _, n := range of {
		l.add(n, numbers)
		sides[0].joined[n] = true
	}
	return l.joinAll(ctx)
}

// widen moves the radius of a side by one, unless there are hubs on both frontiers.
func (s *pathSearch) widen(ctx context.Context) (bool, error) {
	for _, side := range s.bySize(func(side *pathSide) []int { return side.frontier }) {
		if s.advance(side) {
			return true, nil
		}
	}
	for _, side := range s.bySize(s.partial) {
		if err := s.read(ctx, s.ordinary(side), s.limits.hub); err != nil {
			return false, err
		}
		if s.advance(side) {
			return true, nil
		}
	}
	return false, nil
}

// force moves the radius of a side by one, though there are hubs on both frontiers.
func (s *pathSearch) force(ctx context.Context) error {
	for _, side := range s.bySize(s.partial) {
		if err := s.read(ctx, s.partial(side), s.limits.held); err != nil {
			return err
		}
		if s.advance(side) {
			return nil
		}
	}
	return pastLimit("relationships held", s.limits.held)
}

// advance moves the frontier of a side to what its nodes are tied to, unless some of
// them are held only in part, but not to the other end, from which no path goes on.
// What joins the frontiers has to be asked for again.
func (s *pathSearch) advance(side *pathSide) bool {
	if len(s.partial(side)) > 0 {
		return false
	}
	s.radii++
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
	return true
}
