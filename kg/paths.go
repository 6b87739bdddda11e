package kg

import (
	"context"
	"errors"
	"fmt"
)

// MaxPathLength is the largest number of hops of a path, MaxPaths the largest
// number of paths that are given at once.
const (
	MaxPathLength = 6
	MaxPaths      = 50
)

// A PathMode says how the hops of a path lie in time.
type PathMode string

const (
	// PathSnapshot has every hop hold in the window of the view, each at some second
	// of it.
	PathSnapshot PathMode = "SNAPSHOT"
	// PathContinuous has all hops hold together in one common interval.
	PathContinuous PathMode = "CONTINUOUS"
	// PathConsecutive has hops that can be taken one after the other: each at a second
	// at which it holds, none earlier than the one before it.
	PathConsecutive PathMode = "CONSECUTIVE"
)

// A PathQuery asks for the ways from one entity to another. A relationship may be
// followed either way, and a path meets no entity twice.
type PathQuery struct {
	// From and To are two different entities.
	From, To ID
	// Mode is SNAPSHOT where it is empty.
	Mode PathMode
	// MaxLength is the largest number of hops, 1 to [MaxPathLength].
	MaxLength int
	// Where says which relationships may be followed. Its Other admits those that have
	// such an entity at either end.
	Where *RelationshipFilter
	// Within is the time in which the hops of CONTINUOUS and CONSECUTIVE paths must
	// hold. Nil is the view's Valid if that was given, else all time. SNAPSHOT paths
	// have the view's Valid and no Within.
	Within *Window
	// First is the largest number of paths, 1 to [MaxPaths].
	First int
}

// A Path is a way from one entity to another. It is CERTAIN if it is there for
// every reading of the bounds of its hops, and POSSIBLE if it is for some.
type Path struct {
	Certainty Certainty
	// Entities are those along the path, one more than there are Hops.
	Entities []*Entity
	Hops     []Hop
	// Interval is that of a CONTINUOUS path, Departure and Arrival are those of a
	// CONSECUTIVE one; they are nil in other modes.
	Interval           *CommonInterval
	Departure, Arrival *Moment
}

// A Hop is one relationship of a path and the direction in which it is followed:
// OUT from its From to its To, IN the other way, EITHER where it has none.
type Hop struct {
	Relationship *Relationship
	Direction    Direction
}

func (q PathQuery) validate() error {
	switch {
	case q.MaxLength > MaxPathLength:
		return &LimitError{What: "maxLength", Value: q.MaxLength, Limit: MaxPathLength}
	case q.First > MaxPaths:
		return &LimitError{What: "first", Value: q.First, Limit: MaxPaths}
	case q.MaxLength < 1:
		return &InvalidError{Field: "maxLength", Reason: "must be at least 1"}
	case q.First < 1:
		return &InvalidError{Field: "first", Reason: "must be at least 1"}
	case q.From == q.To:
		return q.refuseOne()
	case q.Mode == PathSnapshot && q.Within != nil:
		return &InvalidError{
			Field: "within", Reason: "goes with the modes CONTINUOUS and CONSECUTIVE",
			Accepted: "for SNAPSHOT give asOf.valid",
		}
	}
	return oneOf("mode", q.Mode, PathSnapshot, PathContinuous, PathConsecutive)
}

// refuseOne says that both ends are the same entity.
func (q PathQuery) refuseOne() error {
	return &InvalidError{
		Field: "to", Value: string(q.To), Reason: "a path leads from one entity to another",
		Accepted: "give two different ids",
	}
}

// Paths returns the shortest paths that q asks for, in order: by length, certain
// before possible, CONSECUTIVE ones by arrival, then by the ids of the relationships
// along them. Certain ones arrive at the latest moment of their Arrival, possible
// ones at the earliest. Where v's Certainty is CERTAIN there are certain ones only,
// unless this is a SNAPSHOT by status, which is seen alike whatever the Certainty.
//
// An end that is not there is ErrNotFound; that there is no path is the empty list.
// What takes more than [pathLimits] allow is an ErrLimit.
func (g *Graph) Paths(ctx context.Context, v View, q PathQuery) ([]Path, error) {
	return g.paths(ctx, v, q, defaultPathLimits)
}

func (g *Graph) paths(ctx context.Context, v View, q PathQuery, limits pathLimits) ([]Path, error) {
	if q.Mode == "" {
		q.Mode = PathSnapshot
	}
	if err := q.validate(); err != nil {
		return nil, err
	}
	ends, err := g.endsOf(ctx, v, q)
	if err != nil {
		return nil, err
	}
	rule := q.rule(v)
	p, err := g.pathPlan(ctx, v, q, rule)
	if err != nil || p.nothing {
		return nil, err
	}
	memory, numbers, err := g.groundInMemory(ctx, v, p, ends)
	if err != nil {
		return nil, err
	}
	if memory != nil {
		paths, err := newPathSearch(memory, v, rule, limits, ends, numbers).run(ctx, q)
		if !errors.Is(err, errMoved) {
			return paths, err
		}
	}
	store := newStoreGround(g, v, p)
	numbers = [2]uint32{store.entity(ends[0]), store.entity(ends[1])}
	return newPathSearch(store, v, rule, limits, ends, numbers).run(ctx, q)
}

// run returns the paths that q asks for.
func (s *pathSearch) run(ctx context.Context, q PathQuery) ([]Path, error) {
	var paths []Path
	for length := 1; length <= q.MaxLength && len(paths) < q.First; length++ {
		found, err := s.ofLength(ctx, length, q.First-len(paths), length == q.MaxLength)
		if err != nil {
			return nil, advise(err, length-1)
		}
		paths = append(paths, found...)
	}
	return paths, nil
}

// pathPlan finds the relationships that may be followed, but for whose they are.
func (g *Graph) pathPlan(ctx context.Context, v View, q PathQuery, rule pathRule) (plan, error) {
	list := RelationshipList{Where: q.Where}
	if q.Mode != PathSnapshot {
		list.Within, list.HasIn = &rule.window, &rule.window
	}
	plans, err := plansOf(ctx, g, v, []RelationshipList{list})
	if err != nil {
		return plan{}, err
	}
	p := plans[0]
	p.Order, p.Direction = Order{Field: OrderStart}, DirectionEither
	return p, nil
}

// advise tells how to ask for less, where a search went past a limit of its own.
func advise(err error, searched int) error {
	limit, ok := err.(*LimitError) //nolint:errorlint // a search returns its own unwrapped
	if !ok {
		return err
	}
	limit.Advice = "narrow where"
	if searched > 0 {
		limit.Advice += fmt.Sprintf(
			", or ask for maxLength: %d, up to which all paths are known", searched)
	}
	return limit
}

// endsOf returns the two ends of q as v shows them.
func (g *Graph) endsOf(ctx context.Context, v View, q PathQuery) (ends [2]*Entity, err error) {
	ids := []ID{q.From, q.To}
	records, err := g.Lookup(ctx, v, ids)
	if err != nil {
		return ends, err
	}
	for i, record := range records {
		e, ok := record.(*Entity)
		if !ok {
			return ends, fmt.Errorf("%s: %w", shorten(string(ids[i])), ErrNotFound)
		}
		ends[i] = e
	}
	if ends[0].ID == ends[1].ID {
		return ends, q.refuseOne()
	}
	return ends, nil
}
