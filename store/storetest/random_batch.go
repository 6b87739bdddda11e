package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"entente/kg"
)

// A generator makes random operations. It looks at the model for what makes sense
// at the time, so that most batches are good and the others nearly so.
type generator struct {
	*rand.Rand
	model *Model
	n     int
	sent  []kg.Batch
}

func newGenerator(seed uint64, model *Model) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, seed)), model: model}
}

// chance is true so many times in a hundred.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

// pick returns one of the values.
func pick[T any](g *generator, values ...T) T { return values[g.IntN(len(values))] }

// operation returns the next operation.
func (g *generator) operation() operation {
	if g.n < len(founding) {
		return applying{Batch: g.found(founding[g.n])}
	}
	switch n := g.IntN(100); {
	case n < 45:
		return applying{Batch: g.batch(), Wait: g.step()}
	case n < 53:
		return asking{View: g.view(), IDs: g.ids(4)}
	case n < 68:
		return g.finding()
	case n < 75:
		return g.telling()
	case n < 80:
		return walking{
			View: g.view(), Query: g.query(), Sizes: []int{1 + g.IntN(4), 1 + g.IntN(4), 1 + g.IntN(9)},
		}
	case n < 90:
		return g.searching()
	case n < 95:
		return following{View: g.view(), Place: g.IntN(len(g.model.changes) + 1), Limit: 1 + g.IntN(9)}
	case n < 97:
		return exporting{View: g.view()}
	case n < 98:
		return adjoining{}
	default:
		return checking{Writer: g.writer(), Key: g.key()}
	}
}

// founding are the classes of which the first batches write most of the pool, each
// able to refer to what is there by then.
var founding = []kg.Class{
	kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim, kg.ClassTerm,
}

// found returns a batch of records of one class.
func (g *generator) found(class kg.Class) kg.Batch {
	g.n++
	b := kg.Batch{ID: fmt.Sprintf("batch-%d", g.n), Writer: g.writer()}
	for _, id := range pools[slices.Index(poolClasses, class)] {
		if g.model.current(id) == nil && g.chance(80) {
			b.Writes = append(b.Writes, kg.Write{Record: g.recordOf(class, id)})
		}
	}
	return b
}

// view is mostly of the present; otherwise of the moment of a write, or of one
// just before or after.
func (g *generator) view() kg.View {
	v := pick(g, editor, public)
	if n := len(g.model.changes); n > 0 && g.chance(40) {
		at := g.model.changes[g.IntN(n)].RecordedAt
		v.Known = pick(g, at, at, at-1, at+1)
	}
	return v
}

func (g *generator) writer() string { return pick(g, "ann", "ben") }

func (g *generator) key() string { return fmt.Sprintf("key-%d", g.IntN(40)) }

// step is how the clock moves: mostly on, at times not at all, or back.
func (g *generator) step() time.Duration {
	return pick(g, 0, 0, time.Microsecond, time.Second, time.Second, time.Minute, -time.Minute)
}

// batch returns a batch that may or may not be good.
func (g *generator) batch() kg.Batch {
	if len(g.sent) > 0 && g.chance(6) {
		return g.repeated()
	}
	g.n++
	b := kg.Batch{
		ID: fmt.Sprintf("batch-%d", g.n), Writer: g.writer(), Reason: pick(g, "", "news"),
		Writes: g.writes(),
	}
	if g.chance(20) && twice(b.Writes) == nil {
		b.Key, b.Payload = g.key(), pick(g, "p", "q")
		g.sent = append(g.sent, b)
	}
	for g.chance(15) {
		id := g.id(g.class())
		version := max(1, g.model.versionOf(id))
		if g.chance(10) {
			version++
		}
		b.Unchanged = append(b.Unchanged, kg.RecordVersion{ID: id, Version: version})
	}
	return b
}

// repeated sends a batch again, at times with another payload.
func (g *generator) repeated() kg.Batch {
	b := pick(g, g.sent...)
	if g.chance(30) {
		b.Payload = "another"
	}
	return b
}

// writes returns the writes of a batch, in any order.
func (g *generator) writes() []kg.Write {
	if g.chance(4) {
		return g.cascade()
	}
	size := 1 + g.IntN(5)
	if g.chance(5) {
		size = 30
	}
	var writes []kg.Write
	for range size {
		w := g.write()
		id := w.Record.Head().ID
		if g.chance(1) || !slices.ContainsFunc(writes, func(other kg.Write) bool {
			return other.Record.Head().ID == id
		}) {
			writes = append(writes, w)
		}
	}
	return writes
}

func (g *generator) write() kg.Write {
	w := kg.Write{Reason: pick(g, "", "", "correction")}
	if current := g.anyCurrent(); current != nil && g.chance(12) {
		w.Record, w.Retract = current, true
	} else {
		w.Record = g.record()
	}
	w.Expect = g.expect(w.Record.Head().ID)
	return w
}

// expect is mostly what is there, or no demand.
func (g *generator) expect(id kg.ID) int {
	current := g.model.versionOf(id)
	switch n := g.IntN(100); {
	case n < 50:
		return current
	case n < 97:
		return kg.AnyVersion
	default:
		return pick(g, kg.Absent, current+1, max(1, current-1))
	}
}

// cascade retracts a record together with all that refers to it.
func (g *generator) cascade() []kg.Write {
	first := g.anyCurrent()
	if first == nil {
		return []kg.Write{g.write()}
	}
	going := []kg.Record{first}
	for i := 0; i < len(going); i++ {
		for _, version := range g.model.versions {
			refersTo := func(ref kg.Reference) bool { return ref.ID == going[i].Head().ID }
			if version.inForce() && slices.ContainsFunc(version.Record.References(), refersTo) &&
				!slices.Contains(going, version.Record) {
				going = append(going, version.Record)
			}
		}
	}
	if g.chance(10) {
		going = going[:max(1, len(going)-1)]
	}
	writes := retractions(going...)
	g.Shuffle(len(writes), func(i, j int) { writes[i], writes[j] = writes[j], writes[i] })
	return writes
}

// anyCurrent returns one of the records that are there, or nil.
func (g *generator) anyCurrent() kg.Record {
	var current []kg.Record
	for _, version := range g.model.versions {
		if version.inForce() {
			current = append(current, version.Record)
		}
	}
	if len(current) == 0 {
		return nil
	}
	return pick(g, current...)
}
