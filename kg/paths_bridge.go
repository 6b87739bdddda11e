package kg

import (
	"context"
	"slices"
)

// bridge makes sure that all paths are held which have two hops more than the radii
// together, where neither frontier is held whole: those that go from one frontier to
// another entity and on to the other frontier.
//
// If an entity on a frontier is held whole, so is the hop from it. The other hop is asked
// for from the other side, as what leads to where that one leads. So a hub on one
// frontier must be read only where another one is on the other: of all hubs but one.
// They are read up to more and more relationships, so that the largest is that one.
func (s *pathSearch) bridge(ctx context.Context) error {
	const further = 8
	for most := s.limits.hub; !s.bridged(); {
		if most >= s.limits.held {
			return pastLimit("relationships held", s.limits.held)
		}
		most = min(most*further, s.limits.held)
		hubs := slices.Concat(s.partial(s.sides[0]), s.partial(s.sides[1]))
		slices.Sort(hubs)
		if err := s.read(ctx, slices.Compact(hubs), most); err != nil {
			return err
		}
	}
	l := s.newLook()
	for _, side := range s.sides {
		far := s.beyond(s.opposite(side))
		if len(far) == 0 {
			continue
		}
		for _, n := range s.partial(side) {
			l.add(n, far)
		}
	}
	return l.joinAll(ctx)
}

// bridged reports whether no two different entities on the two frontiers are both held
// only in part.
func (s *pathSearch) bridged() bool {
	a, b := s.partial(s.sides[0]), s.partial(s.sides[1])
	return len(a) == 0 || len(b) == 0 || len(a) == 1 && slices.Equal(a, b)
}

// beyond returns what the entities lead to that a side has reached and that are held whole.
func (s *pathSearch) beyond(side *pathSide) []uint32 {
	met := make(map[int]bool)
	var nodes []int
	for n := range side.reached {
		if !s.nodes[n].whole {
			continue
		}
		for _, tie := range s.nodes[n].ties {
			if far := s.across(tie, n); !met[far] {
				met[far] = true
				nodes = append(nodes, far)
			}
		}
	}
	return s.numbersOf(nodes)
}
