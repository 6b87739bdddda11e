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
// concurrent use, and shows whole batches only, but from one look to the next it may have
// moved on.
type Adjacency struct {
	mu sync.RWMutex
	// ends has what each entity is tied to, in order once a is sorted.
	ends   map[uint32][]adjacent
	sorted bool
	facts  numbered[facts]
	texts  texts // ids
	types  interned
	size   int
}

// An adjacent is what an entity is tied to, and by which relationship.
type adjacent struct{ other, tie uint32 }

func (e adjacent) compare(f adjacent) int {
	return cmp.Or(cmp.Compare(e.other, f.other), cmp.Compare(e.tie, f.tie))
}

// facts are what is known of a relationship. They hold no pointers, so that millions of
// them cost the garbage collector nothing.
type facts struct {
	span     Span
	id       uint32
	from, to uint32 // 0 where there is no such relationship
	// relation is twice the number of the type, and one more where it is restricted.
	relation uint32
}

func (f facts) restricted() bool { return f.relation%2 == 1 }

// A Tie is a relationship as an [Adjacency] takes it in.
type Tie struct {
	Number, From, To uint32
	ID               ID
	Type             string
	Span             Span
	Restricted       bool
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
	return a.size
}

// Put takes in what a batch, or some of them, has written, in the order in which it was
// written: each tie in the place of the one that has had its number. To put the same ties
// again, and others after them that were put before, changes nothing.
func (a *Adjacency) Put(ties ...Tie) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, t := range ties {
		a.put(t)
	}
}

func (a *Adjacency) put(t Tie) {
	f := a.facts.set(t.Number)
	if f.from != 0 && (t.Gone || f.from != t.From || f.to != t.To) {
		a.detach(f.from, adjacent{f.to, t.Number})
		a.detach(f.to, adjacent{f.from, t.Number})
		a.size--
		f.from = 0
	}
	if t.Gone {
		*f = facts{}
		return
	}
	if f.from == 0 {
		a.attach(t.From, adjacent{t.To, t.Number})
		if t.From != t.To {
			a.attach(t.To, adjacent{t.From, t.Number})
		}
		a.size++
	}
	if string(a.texts.get(f.id)) != string(t.ID) {
		f.id = a.texts.add(string(t.ID))
	}
	f.span, f.from, f.to, f.relation = t.Span, t.From, t.To, 2*a.types.number(t.Type)
	if t.Restricted {
		f.relation++
	}
}

// attach adds to what an entity is tied to: at the end, or in its place once a is sorted.
func (a *Adjacency) attach(entity uint32, e adjacent) {
	list := a.ends[entity]
	place := len(list)
	if a.sorted {
		place, _ = slices.BinarySearchFunc(list, e, adjacent.compare)
	}
	a.ends[entity] = slices.Insert(list, place, e)
}

// detach takes away what an entity is tied to.
func (a *Adjacency) detach(entity uint32, e adjacent) {
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

// Of returns the relationships of an entity.
func (a *Adjacency) Of(entity uint32) []Tie {
	a.mu.RLock()
	defer a.mu.RUnlock()
	list := make([]Tie, len(a.ends[entity]))
	for i, e := range a.ends[entity] {
		f := a.facts.get(e.tie)
		list[i] = Tie{
			Number: e.tie, From: f.from, To: f.to, ID: ID(a.texts.get(f.id)),
			Type: a.types.texts[f.relation>>1], Span: f.span, Restricted: f.restricted(),
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
