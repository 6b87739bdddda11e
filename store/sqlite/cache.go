package sqlite

import (
	"math"
	"sync"
	"sync/atomic"

	"entente/kg"
)

// A stored record is a decoded one with the numbers of its ends, if it is a
// relationship, and whether it is restricted.
type stored struct {
	record     kg.Record
	from, to   int64
	bytes      int32 // about how much memory it takes
	restricted bool
}

// bytesOf estimates how much memory a record takes that is encoded in so many bytes, with
// its place in a cache. Those of common graphs are encoded in 180 to 240, and take 560 to 690.
func bytesOf(encoded int) int32 { return int32(min(200+2*encoded, math.MaxInt32)) }

// A cache keeps decoded records by number. Each commit begins a new generation;
// what a reader takes or adds must be of the generation that its transaction shows,
// so that it never mixes two states of the graph. Superseded versions, whose numbers
// are below 0, never change and stay until they are forgotten.
//
// Those of the present are found by id too, so that what is asked by id and kept takes no
// transaction.
//
// It holds records of as many bytes as it may. A hand goes round them to find those that
// make room for the next, and passes over each that was used since it came by: so what is
// read again stays, and what fits stays however it is read.
type cache struct {
	mu sync.Mutex
	// generation is odd while a commit is under way.
	generation uint64
	slots      []slot
	// places are where the records of numbers are among the slots, and named those of
	// the present by their ids.
	places map[int64]int
	named  map[kg.ID]int
	// free are the slots without a record.
	free []int
	// held is how many bytes the records take, of at most so many.
	held, most int
	hand       int
	// hits and misses count the records that were asked for.
	hits, misses atomic.Int64
}

// A slot holds a record of a number, or none where that is 0.
type slot struct {
	number int64
	stored stored
	used   bool
}

// newCache returns a cache for records of at most so many bytes.
func newCache(most int) *cache {
	return &cache{places: make(map[int64]int), named: make(map[kg.ID]int), most: most}
}

// resize forgets all records and keeps at most so many bytes of them from now on.
func (c *cache) resize(most int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots, c.free, c.places, c.named = nil, nil, make(map[int64]int), make(map[kg.ID]int)
	c.hand, c.held, c.most = 0, 0, most
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

// eachByID gives f the slot of the record that each id has in the present, and returns true,
// if all of them are kept and no commit is under way.
func (c *cache) eachByID(ids []kg.ID, f func(i int, s *slot)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation%2 != 0 {
		return false
	}
	for _, id := range ids {
		if _, ok := c.named[id]; !ok {
			return false
		}
	}
	for i, id := range ids {
		s := &c.slots[c.named[id]]
		s.used = true
		f(i, s)
	}
	return true
}

// byID returns the record that each id has in the present, nil where it is restricted and
// may not be seen, if all of them are kept and no commit is under way.
func (c *cache) byID(ids []kg.ID, restricted bool) (records []kg.Record, ok bool) {
	records = make([]kg.Record, len(ids))
	ok = c.eachByID(ids, func(i int, s *slot) {
		if restricted || !s.stored.restricted {
			records[i] = s.stored.record
		}
	})
	if ok {
		c.hits.Add(int64(len(ids)))
	}
	return records, ok
}

// numbers sets the number that each id has in the present, if the records of all of them
// are kept and no commit is under way.
func (c *cache) numbers(ids []kg.ID, numbers []uint32) bool {
	return c.eachByID(ids, func(i int, s *slot) { numbers[i] = uint32(s.number) })
}

// add keeps records that were read in a generation, unless it has passed.
func (c *cache) add(generation uint64, numbers []int64, read map[int64]stored) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.generation != generation {
		return
	}
	for _, number := range numbers {
		if s, ok := read[number]; ok {
			c.keep(number, s)
		}
	}
}

// keep gives a record a slot, if it has none and is not larger than all may be. Those that
// were not used make room for it.
func (c *cache) keep(number int64, s stored) {
	if _, ok := c.places[number]; ok || int(s.bytes) > c.most {
		return
	}
	for c.held+int(s.bytes) > c.most {
		c.empty(c.nextUnused())
	}
	if len(c.free) == 0 {
		c.free = append(c.free, len(c.slots))
		c.slots = append(c.slots, slot{})
	}
	last := len(c.free) - 1
	place := c.free[last]
	c.free = c.free[:last]
	c.slots[place] = slot{number: number, stored: s}
	c.held += int(s.bytes)
	c.places[number] = place
	if number > 0 {
		c.named[s.record.Head().ID] = place
	}
}

// nextUnused moves the hand past the next record that was not used since it came by. There
// must be a record.
func (c *cache) nextUnused() (place int) {
	for {
		place = c.hand
		c.hand = (c.hand + 1) % len(c.slots)
		s := &c.slots[place]
		if s.number != 0 && !s.used {
			return place
		}
		s.used = false
	}
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
	c.held -= int(old.stored.bytes)
	c.free = append(c.free, place)
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
