package kg

import (
	"cmp"
	"context"
	"slices"
)

// A Degree counts the relationships of an entity of one type, on one side of it
// and of one status. Relationships are counted, not those at their far ends.
type Degree struct {
	Type      string
	Direction Direction
	Status    RelationshipStatus
	Count     int
}

// Degrees counts the relationships of each list's entity with one call of the
// store. Those that the view shows are counted or, where the filter asks for a
// status, all that it accepts; see [RelationshipFilter]. A status is that at the
// view's time, or now where that is unbounded. Degrees are ordered by type,
// direction and status; those of nothing are left out.
func (g *Graph) Degrees(ctx context.Context, v View, lists []RelationshipList) ([][]Degree, error) {
	plans, err := plansOf(ctx, g, v, lists)
	if err != nil {
		return nil, err
	}
	var parts []plan
	for i, p := range plans {
		view := v
		set(&view, lists[i].View)
		for _, b := range statusBounds(view.StatusWindow()) {
			part := p
			part.within(b)
			part.nothing = part.nothing || part.Bounds.empty()
			parts = append(parts, part)
		}
	}
	counts, err := g.countAll(ctx, v, parts)
	if err != nil {
		return nil, err
	}
	degrees := make([][]Degree, len(lists))
	for i := range degrees {
		degrees[i] = degreesOf(counts[len(statuses)*i:])
	}
	return degrees, nil
}

// statuses are in the order of time, and what is possible before what is certain.
var statuses = [...]RelationshipStatus{
	StatusUpcoming, StatusPossiblyActive, StatusActive, StatusExpired,
}

// statusBounds admit for each of the statuses what has it, and for POSSIBLY_ACTIVE
// what is ACTIVE too: bounds can say no less.
func statusBounds(at Window) [len(statuses)]*Bounds {
	return [...]*Bounds{upcomingBounds(at), possibleBounds(at), activeBounds(at), expiredBounds(at)}
}

// degreesOf makes degrees of what was counted within the bounds of each status.
func degreesOf(counts [][]Tally) []Degree {
	sums := make(map[Degree]int)
	for i, status := range statuses {
		for _, t := range counts[i] {
			of := Degree{Type: t.Kind, Direction: t.Direction, Status: status}
			sums[of] += t.Count
			if status == StatusActive {
				of.Status = StatusPossiblyActive
				sums[of] -= t.Count
			}
		}
	}
	degrees := []Degree{}
	for of, n := range sums {
		if of.Count = n; n != 0 {
			degrees = append(degrees, of)
		}
	}
	slices.SortFunc(degrees, func(a, b Degree) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Direction, b.Direction),
			cmp.Compare(slices.Index(statuses[:], a.Status), slices.Index(statuses[:], b.Status)))
	})
	return degrees
}
