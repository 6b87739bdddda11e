package observe

import "sync"

// maxValues is how many values a label may have that are not known beforehand. Each is
// a series that is kept for as long as the process lives.
const maxValues = 64

// other stands for all values of a label that are too many.
const other = "other"

// A children are the parts of a metric by what tells them apart: few, whatever they are
// asked for. Keys should come from our own code; where that is wrong one day, there are
// still no more of them. A part is found by one look at memory, since that is where the
// time goes.
type children[K comparable, T any] struct {
	most  int
	other K
	child func(K) T

	mu  sync.RWMutex
	all map[K]T
}

// newChildren returns parts that child makes, at most so many beside the one for others.
func newChildren[K comparable, T any](most int, other K, child func(K) T) *children[K, T] {
	return &children[K, T]{most: most, other: other, child: child, all: make(map[K]T)}
}

// of returns the part of a key, or that of others where there are too many.
func (c *children[K, T]) of(key K) T {
	c.mu.RLock()
	part, ok := c.all[key]
	c.mu.RUnlock()
	if ok {
		return part
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.all) >= c.most {
		return c.child(c.other)
	}
	part = c.child(key)
	c.all[key] = part
	return part
}
