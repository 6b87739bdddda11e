package view

import (
	"context"

	"entente/kg"
)

// A Path is a value of that type.
type Path struct {
	path     kg.Path
	entities []Entity
	ties     []Relationship
}

// A PathQuery is the arguments of the root field paths; nil stands for a default.
type PathQuery struct {
	From, To  kg.ID
	Mode      *kg.PathMode
	MaxLength *int
	Where     *kg.RelationshipFilter
	Within    *string
	First     *int
}

// The defaults of the arguments of paths.
const (
	pathLength = 4
	pathCount  = 5
)

// query returns q as the graph takes it, with dates read in a zone.
func (q PathQuery) query(zone kg.Zone) (kg.PathQuery, error) {
	query := kg.PathQuery{
		From: q.From, To: q.To, Where: q.Where,
		MaxLength: orElse(q.MaxLength, pathLength), First: orElse(q.First, pathCount),
	}
	if q.Mode != nil {
		query.Mode = *q.Mode
	}
	if q.Within != nil {
		window, err := kg.ParseWindow(*q.Within, zone)
		if err != nil {
			return query, kg.InField("within", err)
		}
		query.Within = &window
	}
	return query, nil
}

// Paths answers the root field of that name. What its paths meet is of two cohorts,
// one of entities and one of relationships.
func Paths(ctx context.Context, asOf *AsOf, q PathQuery) ([]Path, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return nil, err
	}
	query, err := q.query(r.View.Zone)
	if err != nil {
		return nil, err
	}
	found, err := r.Graph.Paths(ctx, r.View, query)
	if err != nil {
		return nil, err
	}
	var entities []*kg.Entity
	var ties []*kg.Relationship
	for _, p := range found {
		entities = append(entities, p.Entities...)
		for _, hop := range p.Hops {
			ties = append(ties, hop.Relationship)
		}
	}
	along, hops := linked(r, entities, ties)
	paths := make([]Path, len(found))
	for i, p := range found {
		n := len(p.Hops)
		paths[i] = Path{p, along[:n+1], hops[:n]}
		along, hops = along[n+1:], hops[n:]
	}
	return paths, nil
}

// Certainty answers the field of that name.
func (p Path) Certainty() kg.Certainty { return p.path.Certainty }

// Length answers the field of that name.
func (p Path) Length() int { return len(p.path.Hops) }

// Entities answers the field of that name.
func (p Path) Entities() []Entity { return p.entities }

// Hops answers the field of that name.
func (p Path) Hops() []PathHop {
	hops := make([]PathHop, len(p.ties))
	for i, tie := range p.ties {
		hops[i] = PathHop{p.path.Hops[i].Direction, tie, p.entities[i+1]}
	}
	return hops
}

// Interval answers the field of that name.
func (p Path) Interval() *PathInterval {
	if p.path.Interval == nil {
		return nil
	}
	interval := &PathInterval{Possible: TimeWindow{p.path.Interval.Possible}}
	if certain := p.path.Interval.Certain; certain != nil {
		interval.Certain = &TimeWindow{*certain}
	}
	return interval
}

// Departure answers the field of that name.
func (p Path) Departure() *PathMoment { return momentOf(p.path.Departure) }

// Arrival answers the field of that name.
func (p Path) Arrival() *PathMoment { return momentOf(p.path.Arrival) }

// A PathHop is a value of that type.
type PathHop struct {
	Direction    kg.Direction
	Relationship Relationship
	Entity       Entity
}

// A PathInterval is a value of that type.
type PathInterval struct {
	Certain  *TimeWindow
	Possible TimeWindow
}

// A TimeWindow is a value of that type.
type TimeWindow struct{ window kg.Window }

// From answers the field of that name.
func (w TimeWindow) From() *string { return finite(w.window.From) }

// Until answers the field of that name.
func (w TimeWindow) Until() *string { return finite(w.window.Until) }

// A PathMoment is a value of that type.
type PathMoment struct{ moment kg.Moment }

func momentOf(m *kg.Moment) *PathMoment {
	if m == nil {
		return nil
	}
	return &PathMoment{*m}
}

// Kind answers the field of that name.
func (m PathMoment) Kind() kg.BoundKind { return m.moment.Kind() }

// Earliest answers the field of that name.
func (m PathMoment) Earliest() *string { return finite(m.moment.Earliest) }

// Latest answers the field of that name.
func (m PathMoment) Latest() *string { return finite(m.moment.Latest) }
