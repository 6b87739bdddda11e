package sqlite

import "sync"

// A pool has places for connections that do one kind of work. Whoever takes a place gets
// the connection that was put back last: a single reader reads with one, which knows its
// pages and statements, and the others take no memory.
type pool struct {
	places chan struct{} // one for each that is free

	mu sync.Mutex
	// idle are the connections of free places; of the others none is open yet.
	idle []*conn
}

// newPool returns a pool of so many places, all free.
func newPool(places int) *pool {
	p := &pool{places: make(chan struct{}, places)}
	for range places {
		p.places <- struct{}{}
	}
	return p
}

// next returns the connection for who took a place, or nil where one must be opened.
func (p *pool) next() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	last := len(p.idle) - 1
	c := p.idle[last]
	p.idle = p.idle[:last]
	return c
}

// put gives a place back with its connection, which is nil where it was closed.
func (p *pool) put(c *conn) {
	if c != nil {
		p.mu.Lock()
		p.idle = append(p.idle, c)
		p.mu.Unlock()
	}
	p.places <- struct{}{}
}

// close waits for a place, which is not given back, and closes its connection.
func (p *pool) close() error {
	<-p.places
	if c := p.next(); c != nil {
		return c.Close()
	}
	return nil
}
