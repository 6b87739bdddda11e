package storetest

import (
	"entente/kg"
)

// finding returns some queries, or none.
func (g *generator) finding() operation {
	op := finding{View: g.view()}
	for len(op.Queries) < 12 && g.chance(85) {
		op.Queries = append(op.Queries, g.query())
		op.KeepOneIn = append(op.KeepOneIn, pick(g, 0, 0, 1, 2, 3))
	}
	return op
}

// query returns a query with any conditions.
func (g *generator) query() kg.Query {
	q := kg.Query{
		Class: g.class(), Order: g.order(), Limit: pick(g, 0, 0, 0, 1, 2, 3, 5),
		Direction: pick(g, "", kg.DirectionOut, kg.DirectionIn, kg.DirectionEither),
	}
	if g.chance(30) {
		return q
	}
	switch {
	case q.Class == kg.ClassRelationship && g.chance(50):
		q.Of = g.existing(kg.ClassEntity)
		for g.chance(40) {
			q.Far = append(q.Far, g.existing(kg.ClassEntity))
		}
	case q.Class == kg.ClassClaim && g.chance(40):
		q.About = g.existing(g.class())
	case q.Class == kg.ClassEntity && g.chance(30), g.chance(2):
		q.EntityClasses = []kg.EntityClass{kg.ClassActor, pick(g, kg.ClassEvent, kg.ClassPlace)}
	}
	if g.chance(15) {
		q.IDs = g.ids(6)
	}
	for g.chance(12) {
		q.Cites = append(q.Cites, g.existing(pick(g, kg.ClassSource, kg.ClassEntity, kg.ClassRelationship)))
	}
	for g.chance(25) {
		q.Kinds = append(q.Kinds, g.kind(q.Class))
	}
	if g.chance(40) {
		q.Bounds = g.bounds(q.Class)
	}
	if g.chance(35) {
		q.After = g.after(q.Order)
	}
	return q
}

func (g *generator) kind(class kg.Class) string {
	switch class {
	case kg.ClassEntity:
		return pick(g, "state", "person", "city", "none")
	case kg.ClassRelationship:
		return pick(g, "ally", "ceasefire", "custody", "none")
	case kg.ClassClaim:
		return pick(g, "exists", "end", "escaped", "none")
	default:
		return pick(g, string(kg.TermKindOfEntity), string(kg.TermRelationshipType), "")
	}
}

// order is by name or start more often than by what is easy to order by.
func (g *generator) order() kg.Order {
	if g.chance(50) {
		return pick(g, orders()...)
	}
	return kg.Order{Field: pick(g, kg.OrderName, kg.OrderStart), Descending: g.chance(50)}
}

// bounds returns bounds near the span of a record of the class, of which about a
// third of the ranges ask for something.
func (g *generator) bounds(class kg.Class) *kg.Bounds {
	span := pick(g, validities...).Span
	if near := g.model.current(g.existing(class)); near != nil {
		span = near.keys.Span
	}
	bounds := kg.Unbounded
	for i, t := range []kg.Instant{
		span.StartEarliest, span.StartLatest, span.EndEarliest, span.EndLatest,
	} {
		if g.chance(35) {
			*fields[i](&bounds) = g.around(t)
		}
	}
	return &bounds
}

// around returns a range with an end at an instant or just beside it.
func (g *generator) around(t kg.Instant) kg.Range {
	t = pick(g, t, t, t.Add(1), t.Add(-1))
	return pick(g, kg.Range{Min: t, Max: kg.PosInf}, kg.Range{Min: kg.NegInf, Max: t},
		kg.Range{Min: t, Max: t}, kg.Range{Min: 5, Max: t})
}

// after returns the place of a record in the order, or one beside it.
func (g *generator) after(order kg.Order) *kg.Key {
	record := g.anyCurrent()
	if record == nil {
		return nil
	}
	key := order.KeyOf(record.Head().ID, record.Keys())
	switch g.IntN(5) {
	case 0:
		key.ID = g.id(g.class())
	case 1:
		key.ID = ""
	}
	return &key
}

// searching returns probes for names that are there, or were, or are not.
func (g *generator) searching() operation {
	op := searching{View: g.view(), KeepOneIn: pick(g, 0, 0, 1, 2)}
	for len(op.Probes) < 12 && g.chance(85) {
		op.Probes = append(op.Probes, g.probe())
	}
	return op
}

func (g *generator) probe() kg.NameProbe {
	p := kg.NameProbe{
		Form: pick(g, kg.NameFull, kg.NameToken, kg.NameSkeleton), Prefix: g.chance(60),
		Text: pick(g, "%", "_", "a%", `\`, "*", "", "nobody", "al", "\U00010428"), Limit: 1 + g.IntN(4),
	}
	named := &kg.Entity{Names: []kg.Name{{Text: g.text()}}}
	if current := g.model.current(g.existing(kg.ClassEntity)); current != nil && g.chance(60) {
		named, _ = current.Record.(*kg.Entity)
	}
	if keys := keysOf(named); len(keys) > 0 && g.chance(85) {
		key := pick(g, keys...)
		p.Form, p.Text = key.Form, key.Text
	}
	if runes := []rune(p.Text); g.chance(40) {
		p.Text = string(runes[:g.IntN(len(runes)+1)])
	}
	if g.chance(20) {
		p.EntityClasses = []kg.EntityClass{pick(g, kg.ClassActor, kg.ClassPlace, kg.ClassEvent)}
	}
	return p
}

// keysOf returns the keys of an entity, or none of what is not an entity.
func keysOf(e *kg.Entity) []kg.NameKey {
	if e == nil {
		return nil
	}
	return kg.NameKeys(e)
}
