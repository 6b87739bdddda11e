package sqlite

import (
	"sync"

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
// It holds two halves: what was used since the last turn, and what was used in
// the turn before. When the first is full the second is forgotten.
type cache struct {
	mu sync.Mutex
	// generation is odd while a commit is under way.
	generation uint64
	recent     map[int64]stored
	older      map[int64]stored
	half       int
}

// newCache returns a cache of at most so many records.
func newCache(records int) *cache {
	return &cache{recent: make(map[int64]stored), half: records / 2}
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
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation != generation {
		return numbers
	}
	for _, number := range numbers {
		kept, ok := c.recent[number]
		if !ok {
			if kept, ok = c.older[number]; ok {
				c.keep(number, kept)
			}
		}
		if ok {
			found[number] = kept
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
	if c.generation != generation || c.half == 0 {
		return
	}
	for _, number := range numbers {
		if s, ok := read[number]; ok {
			c.keep(number, s)
		}
	}
}

// keep puts a record into the recent half, and turns when that is full.
func (c *cache) keep(number int64, s stored) {
	if len(c.recent) >= c.half {
		c.recent, c.older = make(map[int64]stored, c.half), c.recent
	}
	c.recent[number] = s
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
		delete(c.recent, number)
		delete(c.older, number)
	}
}
