package sqlite

import (
	"sync"
	"sync/atomic"

	"entente/kg"
)

// A stored record is a decoded one with the numbers of its ends, if it is a
// relationship, and whether it is restricted.
type stored struct {
	record     kg.Record
	from, to   int64
	restricted bool
}

// A cache keeps decoded records by number. Each commit begins a new generation;
// what a reader takes or adds must be of the generation that its transaction shows,
// so that it never mixes two states of the graph. Superseded versions, whose numbers
// are below 0, never change and stay until they are forgotten.
//
// Those of the present are found by id too, so that what is asked by id and kept takes no
// transaction.
//
// It holds as many records as it may. A hand goes round them to find a place for the
// next, and passes over each that was used since it came by: so what is read again
// stays, and what fits stays however it is read.
type cache struct {
	mu sync.Mutex
	// generation is odd while a commit is under way.
	generation uint64
	slots      []slot
	// places are where the records of numbers are among the slots, and named those of
	// the present by their ids.
	places map[int64]int
	named  map[kg.ID]int
	most   int
	hand   int
	// hits and misses count the records that were asked for.
	hits, misses atomic.Int64
}

// A slot holds a record of a number, or none where that is 0.
type slot struct {
	number int64
	stored stored
	used   bool
}

// newCache returns a cache of at most so many records.
func newCache(records int) *cache {
	return &cache{places: make(map[int64]int), named: make(map[kg.ID]int), most: records}
}

// resize forgets all records and keeps so many from now on.
func (c *cache) resize(most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots, c.places, c.named = nil, make(map[int64]int), make(map[kg.ID]int)
	c.hand, c.most = 0, most
}

// current returns the generation, and whether no commit is under way.
func (c *cache) current() (uint64, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.generation, c.generation%2 == 0
}

// take copies the records of the numbers that are kept into found, and returns
// the other numbers.
func (c *cache) take(generation uint64, numbers []int64, found map[int64]stored) (missing []int64) {
	defer func() {
		c.hits.Add(int64(len(numbers) - len(missing)))
		c.misses.Add(int64(len(missing)))
	}()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation != generation {
		return numbers
	}
	for _, number := range numbers {
		if place, ok := c.places[number]; ok {
			c.slots[place].used = true
			found[number] = c.slots[place].stored
		} else {
			missing = append(missing, number)
		}
	}
	return missing
}

// byID returns the record that each id has in the present, nil where it is restricted and
// may not be seen, if all of them are kept and no commit is under way.
func (c *cache) byID(ids []kg.ID, restricted bool) (records []kg.Record, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation%2 != 0 {
		return nil, false
	}
	records = make([]kg.Record, len(ids))
	for i, id := range ids {
		place, ok := c.named[id]
		if !ok {
			return nil, false
		}
		s := &c.slots[place]
		s.used = true
		if restricted || !s.stored.restricted {
			records[i] = s.stored.record
		}
	}
	c.hits.Add(int64(len(ids)))
	return records, true
}

// numbers sets the number that each id has in the present, if the records of all of them
// are kept and no commit is under way.
func (c *cache) numbers(ids []kg.ID, numbers []uint32) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, id := range ids {
		place, ok := c.named[id]
		if !ok || c.generation%2 != 0 {
			return false
		}
		numbers[i] = uint32(c.slots[place].number)
	}
	return true
}

// add keeps records that were read in a generation, unless it has passed.
func (c *cache) add(generation uint64, numbers []int64, read map[int64]stored) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation != generation || c.most == 0 {
		return
	}
	for _, number := range numbers {
		if s, ok := read[number]; ok {
			c.keep(number, s)
		}
	}
}

// keep gives a record a slot, if it has none: a new one, or the next that was not used.
func (c *cache) keep(number int64, s stored) {
	if _, ok := c.places[number]; ok {
		return
	}
	place := len(c.slots)
	if place < c.most {
		c.slots = append(c.slots, slot{})
	} else {
		place = c.nextUnused()
		c.empty(place)
	}
	c.slots[place] = slot{number: number, stored: s}
	c.places[number] = place
	if number > 0 {
		c.named[s.record.Head().ID] = place
	}
}

// nextUnused moves the hand past the next slot that was not used since it came by.
func (c *cache) nextUnused() (place int) {
	for c.slots[c.hand].used {
		c.slots[c.hand].used = false
		c.hand = (c.hand + 1) % c.most
	}
	place = c.hand
	c.hand = (c.hand + 1) % c.most
	return place
}

// empty forgets the record in a slot, if there is one.
func (c *cache) empty(place int) {
	old := c.slots[place]
	if old.number == 0 {
		return
	}
	delete(c.places, old.number)
	if old.number > 0 {
		delete(c.named, old.stored.record.Head().ID)
	}
	c.slots[place] = slot{}
}

// beginCommit ends the generation.
func (c *cache) beginCommit() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
}

// endCommit begins the next generation, without the records that were written.
func (c *cache) endCommit(written []int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for _, number := range written {
		if place, ok := c.places[number]; ok {
			c.empty(place)
		}
	}
}
