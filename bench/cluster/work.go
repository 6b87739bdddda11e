package cluster

import (
	"crypto/rand"
	"errors"
	"sync/atomic"

	"entente/bench/load"
	"entente/bench/side"
	"entente/bench/workload"
)

// errNoTies says that a graph has too few ties for all that is written.
var errNoTies = errors.New("no tie is left that nothing has ended yet: take a larger graph, or write less")

// A Graph is what the graph has that is read and written here.
type Graph struct {
	// Actors are read, one after the other, as of Date.
	Actors []string
	Date   string
	// Ties go on, and each is ended once, on End, as Source says.
	Ties        []string
	End, Source string
}

// Work hands out what is to be done, so that no two writers write to one tie, in whatever
// cluster they do so. The clusters have one database.
type Work struct {
	Graph
	read, expire workload.Workload
	reads        [][]byte // the requests about the actors
	tie          atomic.Int64
	keys         string // what idempotency keys begin with
}

// NewWork returns the work on a graph.
func NewWork(g Graph) (*Work, error) {
	w := &Work{Graph: g, keys: rand.Text() + "-"}
	var err error
	if w.read, err = workload.Named("one-hop"); err != nil {
		return nil, err
	}
	if w.expire, err = workload.Named("expire"); err != nil {
		return nil, err
	}
	for _, actor := range g.Actors {
		w.reads = append(w.reads, w.read.Body(workload.Subject{Actor: actor, Date: g.Date}))
	}
	return w, nil
}

// Left is how many ties nobody has written to yet.
func (w *Work) Left() int { return max(len(w.Ties)-int(w.tie.Load()), 0) }

// nextTie returns a tie that nobody has had.
func (w *Work) nextTie() (string, error) {
	n := int(w.tie.Add(1)) - 1
	if n >= len(w.Ties) {
		return "", errNoTies
	}
	return w.Ties[n], nil
}

// editor is the header of who may write.
const editor = "Authorization: Bearer " + side.Token

// readMessage is the i-th read: whom an actor was tied to on a day.
func (w *Work) readMessage(i int) load.Message {
	return load.Message{Path: "/graphql", Body: w.reads[i%len(w.reads)], Check: succeeded}
}

// writeMessage ends a tie.
func (w *Work) writeMessage(tie string) load.Message {
	return load.Message{
		Path: "/graphql", Header: []string{editor}, Check: succeeded,
		Body: w.expire.Body(workload.Subject{Relationship: tie, Date: w.End, Source: w.Source}),
	}
}
