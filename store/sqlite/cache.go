package sqlite

import (
	"sync"
	"sync/atomic"

	"entente/kg"
)

// A stored record is a decoded one with the numbers of its ends, if it is a
// relationship.
type stored struct {
	record   kg.Record
	from, to int64
}

// A cache keeps decoded records by number. Each commit begins a new generation;
// what a reader takes or adds must be of the generation that its transaction shows,
// so that it never mixes two states of the graph. Superseded versions, whose numbers
// are below 0, never change and stay until they are forgotten.
//
// It holds as many records as it may. A hand goes round them to find a place for the
// next, and passes over each that was used since it came by: so what is read again
// stays, and what fits stays however it is read.
type cache struct {
	mu sync.Mutex
	// generation is odd while a commit is under way.
	generation uint64
	slots      []slot
	// places are where the records of numbers are among the slots.
	places map[int64]int
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
	return &cache{places: make(map[int64]int), most: records}
}

// resize forgets all records and keeps so many from now on.
func (c *cache) resize(most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots, c.places, c.hand, c.most = nil, make(map[int64]int), 0, most
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
	if len(c.slots) < c.most {
		c.places[number] = len(c.slots)
		c.slots = append(c.slots, slot{number: number, stored: s})
		return
	}
	for c.slots[c.hand].used {
		c.slots[c.hand].used = false
		c.hand = (c.hand + 1) % c.most
	}
	delete(c.places, c.slots[c.hand].number)
	c.slots[c.hand] = slot{number: number, stored: s}
	c.places[number] = c.hand
	c.hand = (c.hand + 1) % c.most
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
			c.slots[place] = slot{}
			delete(c.places, number)
		}
	}
}
