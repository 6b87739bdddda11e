package kg

import (
	"cmp"
	"slices"
	"sync"
)

// An Adjacency has in memory who is tied to whom, when, and by what type of relationship,
// as it is at present: all that a search needs of the relationships that it passes by. A
// store makes it, puts every change into it before the change is acknowledged, and is
// asked for it as an [Adjoiner].
//
// Entities and relationships go by numbers of the store's, none of them 0. It is safe for
// concurrent use, and what is put in at once is seen at once.
type Adjacency struct {
	mu sync.RWMutex
	// ends has what each entity is tied to, in order once a is sorted.
	ends   map[uint32][]adjacent
	sorted bool
	// slots has for each relationship the place of its facts, and free those that are
	// nobody's: a store may number much else between one relationship and the next.
	slots numbered[uint32]
	facts numbered[facts]
	free  []uint32
	last  uint32 // of the places
	texts texts  // ids
	types interned
}

// An adjacent is what an entity is tied to, and the place of the relationship.
type adjacent struct{ other, tie uint32 }

func (e adjacent) compare(f adjacent) int {
	return cmp.Or(cmp.Compare(e.other, f.other), cmp.Compare(e.tie, f.tie))
}

// facts are what is known of a relationship. They hold no pointers, so that millions of
// them cost the garbage collector nothing.
type facts struct {
	span       Span
	number, id uint32
	from, to   uint32
	// relation is the number of the type and, in its lowest bits, what else there is to say.
	relation uint32
}

// The lowest bits of a relation, and how many they are.
const (
	isRestricted = 1 << iota
	isSymmetric
	relationBits = iota
)

func (f facts) restricted() bool { return f.relation&isRestricted != 0 }
func (f facts) symmetric() bool  { return f.relation&isSymmetric != 0 }
func (f facts) kind() uint32     { return f.relation >> relationBits }

// relationOf packs what t says of a relationship, of which the type has a number.
func relationOf(t Tie, kind uint32) uint32 {
	relation := kind << relationBits
	if t.Restricted {
		relation |= isRestricted
	}
	if t.Symmetric {
		relation |= isSymmetric
	}
	return relation
}

// A Tie is a relationship as an [Adjacency] takes it in.
type Tie struct {
	Number, From, To uint32
	ID               ID
	Type             string
	Span             Span
	// Symmetric says that it has no direction: From and To may be the other way round.
	Symmetric, Restricted bool
	// Gone says that the relationship is no more. All else but Number is empty then.
	Gone bool
}

// NewAdjacency returns one that has no ties. It is not to be asked before [Adjacency.Sort].
func NewAdjacency() *Adjacency {
	return &Adjacency{ends: make(map[uint32][]adjacent), types: interned{of: make(map[string]uint32)}}
}

// Size is how many relationships a has.
func (a *Adjacency) Size() int {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return int(a.last) - len(a.free)
}

// Worn reports whether a should be made anew: ids of relationships that are no more have
// used up half of the room that there is for any.
func (a *Adjacency) Worn() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return len(a.texts.blocks) > mostTextBlocks/2
}

// Put takes in what a batch, or some of them, has written, in the order in which it was
// written: each tie in the place of the one that has had its number. To put the same ties
// again, and others after them that were put before, changes nothing.
func (a *Adjacency) Put(ties ...Tie) {
	a.mu.Lock()
	defer a.mu.Unlock()
	added := make(map[uint32][]adjacent)
	for _, t := range ties {
		a.put(t, added)
	}
	for entity, some := range added {
		if len(some) > 0 {
			a.attach(entity, some)
		}
	}
}

// put notes in added what is to be attached, or adds it at once where there is no order yet.
func (a *Adjacency) put(t Tie, added map[uint32][]adjacent) {
	slot := a.slots.get(t.Number)
	if slot != 0 {
		f := a.facts.get(slot)
		if !t.Gone && f.from == t.From && f.to == t.To {
			a.note(slot, t)
			return
		}
		a.detach(f.from, adjacent{f.to, slot}, added)
		a.detach(f.to, adjacent{f.from, slot}, added)
		a.release(slot, t.Number)
	}
	if t.Gone {
		return
	}
	slot = a.take(t.Number)
	a.note(slot, t)
	into := added
	if !a.sorted {
		into = a.ends
	}
	into[t.From] = append(into[t.From], adjacent{t.To, slot})
	if t.From != t.To {
		into[t.To] = append(into[t.To], adjacent{t.From, slot})
	}
}

// take gives a relationship a place, and release takes it back.
func (a *Adjacency) take(number uint32) (slot uint32) {
	if n := len(a.free); n > 0 {
		slot, a.free = a.free[n-1], a.free[:n-1]
	} else {
		a.last++
		slot = a.last
	}
	*a.slots.set(number) = slot
	return slot
}

func (a *Adjacency) release(slot, number uint32) {
	*a.facts.set(slot), *a.slots.set(number) = facts{}, 0
	a.free = append(a.free, slot)
}

// note writes down the facts of a relationship.
func (a *Adjacency) note(slot uint32, t Tie) {
	f := a.facts.set(slot)
	if string(a.texts.get(f.id)) != string(t.ID) {
		f.id = a.texts.add(string(t.ID))
	}
	*f = facts{t.Span, t.Number, f.id, t.From, t.To, relationOf(t, a.types.number(t.Type))}
}

// attach adds to what an entity is tied to, in order. It goes through the list once, however
// many there are to add.
func (a *Adjacency) attach(entity uint32, some []adjacent) {
	list := a.ends[entity]
	n := len(list)
	list = append(list, some...)
	a.ends[entity] = list
	slices.SortFunc(some, adjacent.compare)
	for place := len(list) - 1; len(some) > 0; place-- {
		last := some[len(some)-1]
		if n > 0 && list[n-1].compare(last) > 0 {
			n--
			list[place] = list[n]
			continue
		}
		list[place], some = last, some[:len(some)-1]
	}
}

// detach takes away what an entity is tied to, which may have been added just now.
func (a *Adjacency) detach(entity uint32, e adjacent, added map[uint32][]adjacent) {
	if place := slices.Index(added[entity], e); place >= 0 {
		added[entity] = slices.Delete(added[entity], place, place+1)
		return
	}
	list := a.ends[entity]
	place := slices.Index(list, e)
	if a.sorted {
		place, _ = slices.BinarySearchFunc(list, e, adjacent.compare)
	}
	if place < 0 || place == len(list) || list[place] != e {
		return // both ends were one
	}
	if list = slices.Delete(list, place, place+1); len(list) == 0 {
		delete(a.ends, entity)
		return
	}
	a.ends[entity] = list
}

// admits reports whether q asks for a relationship, as far as its type and time tell, of who
// may see restricted ones or may not.
func (a *Adjacency) admits(f facts, q *Query, restricted bool) bool {
	return (restricted || !f.restricted()) && q.Bounds.Admit(f.span) &&
		(len(q.Kinds) == 0 || slices.Contains(q.Kinds, a.types.texts[f.kind()]))
}

// Of returns the relationships of an entity, for whoever compares them with what should be
// there.
func (a *Adjacency) Of(entity uint32) []Tie {
	a.mu.RLock()
	defer a.mu.RUnlock()
	list := make([]Tie, len(a.ends[entity]))
	for i, e := range a.ends[entity] {
		f := a.facts.get(e.tie)
		list[i] = Tie{
			Number: f.number, From: f.from, To: f.to, ID: ID(a.texts.get(f.id)),
			Type: a.types.texts[f.kind()], Span: f.span,
			Symmetric: f.symmetric(), Restricted: f.restricted(),
		}
	}
	return list
}

// Sort puts in order what was put in, and gives back what room there is for more. From
// then on the order is kept.
func (a *Adjacency) Sort() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for entity, list := range a.ends {
		list = slices.Clone(list)
		slices.SortFunc(list, adjacent.compare)
		a.ends[entity] = slices.Clip(list)
	}
	a.sorted = true
}
