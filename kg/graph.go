package kg

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// MaxPage is the largest page that a list gives, MaxIDs the largest number of
// records asked for by id at once, and MaxRows how many records the pages of lists
// that are asked for together may hold.
const (
	MaxPage = 200
	MaxIDs  = 500
	MaxRows = 20000
)

// A Graph is a knowledge graph over a store. It holds the rules that records obey
// and the answers that are derived from them, so that they are the same for every
// store and every way in. Its methods are safe for concurrent use.
type Graph struct {
	store metered
	clock func() time.Time

	// changing has the changes that read, edit and write records.
	changing *changing

	mu sync.Mutex
	// vocabulary is what was read last; forgotten counts how often it was out of date
	// by a write of this Graph, so that a read that began before is not kept.
	vocabulary *Vocabulary
	forgotten  int
	readAt     time.Time
	// firstRecorded is when the first record was written, once that is known.
	firstRecorded RecordedTime
	// feeds are those that anybody follows, by whether they see what is restricted.
	feeds map[bool]*feed
}

// NewGraph returns the graph that the store keeps. The clock tells the time of
// requests and of vocabulary reads; it is time.Now outside tests.
func NewGraph(store Store, clock func() time.Time) *Graph {
	return &Graph{
		store: metered{store}, clock: clock, changing: newChanging(), feeds: make(map[bool]*feed),
	}
}

// Store returns the store that the graph is kept in, for what lies over it for a while.
func (g *Graph) Store() Store { return g.store.Store }

// View returns the public view of a request that arrives now.
func (g *Graph) View() View { return ViewAt(g.clock()) }

// from returns the store as v shows it. All that is read for an answer is read
// through it, so that what a view changes is changed in one place.
func (g *Graph) from(v View) Store {
	if v.Known != 0 && !v.Restricted {
		return As(pastStore{g.store}, v)
	}
	return As(g.store, v)
}

// Ready reports whether the store answers and, where it is a [Prober], is well.
func (g *Graph) Ready(ctx context.Context) error {
	if prober, ok := Ability[Prober](g.Store()); ok {
		return prober.Ready(ctx)
	}
	_, err := g.store.Last(ctx, g.View())
	return err
}

// LogEnd returns the end of the log of changes as v's Consistency lets it be seen. What is
// read as of a time that does not move changes only with it.
func (g *Graph) LogEnd(ctx context.Context, v View) (LogEnd, error) { return g.store.Last(ctx, v) }

// Untouched reports whether nothing was ever written to the store.
func (g *Graph) Untouched(ctx context.Context) (bool, error) {
	last, err := g.store.Last(ctx, everything)
	return last.Sequence == 0, err
}

// vocabularyAge is how old a vocabulary may be before it is read again. Another
// server on the same store may have added to it; a term that is not found is
// always looked for anew.
const vocabularyAge = time.Second

// Vocabulary returns the terms that records may use. They are current: as of this
// call for what this Graph wrote, at most a second old for what others did.
func (g *Graph) Vocabulary(ctx context.Context) (*Vocabulary, error) {
	g.mu.Lock()
	vocabulary, readAt := g.vocabulary, g.readAt
	g.mu.Unlock()
	if now := g.clock(); vocabulary != nil && now.Sub(readAt) < vocabularyAge && !now.Before(readAt) {
		return vocabulary, nil
	}
	return g.refreshVocabulary(ctx)
}

// VocabularyWith returns a vocabulary that has a term which a record uses, so that
// one that another server has just added is found.
func (g *Graph) VocabularyWith(ctx context.Context, kind TermKind, name string) (*Vocabulary, error) {
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil || vocabulary.byID[TermID(kind, name)] != nil {
		return vocabulary, err
	}
	return g.refreshVocabulary(ctx)
}

// refreshVocabulary reads the vocabulary from the store.
func (g *Graph) refreshVocabulary(ctx context.Context) (*Vocabulary, error) {
	g.mu.Lock()
	forgotten := g.forgotten
	g.mu.Unlock()
	readAt := g.clock()
	found, err := g.Store().Find(ctx, View{Restricted: true}, []Query{{Class: ClassTerm}})
	if err != nil {
		return nil, fmt.Errorf("read the vocabulary: %w", err)
	}
	terms := make([]*Term, len(found[0]))
	for i, f := range found[0] {
		terms[i] = f.Record.(*Term)
	}
	vocabulary := newVocabulary(terms)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.forgotten == forgotten {
		g.vocabulary, g.readAt = vocabulary, readAt
	}
	return vocabulary, nil
}

// forgetVocabulary makes the next caller read it anew.
func (g *Graph) forgetVocabulary() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.vocabulary = nil
	g.forgotten++
}

// Records returns the record of each id, in the order asked, and nil in the place
// of one that is not there. More than [MaxIDs] ids are an ErrLimit.
func (g *Graph) Records(ctx context.Context, v View, ids []ID) ([]Record, error) {
	if err := checkLookup(ids); err != nil {
		return nil, err
	}
	return g.from(v).Records(ctx, v, ids)
}

// checkLookup refuses too many ids, and what is none.
func checkLookup(ids []ID) error {
	if len(ids) > MaxIDs {
		return &LimitError{What: "ids", Value: len(ids), Limit: MaxIDs}
	}
	for _, id := range ids {
		if err := id.Validate(); err != nil {
			return under("id", err)
		}
	}
	return nil
}

// Referred returns, by id, the records that other records refer to. There may be
// as many as these have references.
func (g *Graph) Referred(ctx context.Context, v View, ids []ID) (map[ID]Record, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	read := g.store.Records
	if v.Perspective != nil {
		read = toldStore{g.store, v.Perspective}.referred
	}
	records, err := read(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[ID]Record, len(ids))
	for i, id := range ids {
		if records[i] != nil {
			byID[id] = records[i]
		}
	}
	return byID, nil
}

// One returns the record of an id as a T. It is ErrNotFound that there is none
// or that it is of another type.
func One[T Record](ctx context.Context, g *Graph, v View, id ID) (T, error) {
	var none T
	records, err := g.Records(ctx, v, []ID{id})
	if err != nil {
		return none, err
	}
	record, ok := records[0].(T)
	if !ok {
		return none, notFound(id)
	}
	return record, nil
}

// notFound says that there is no record of an id.
func notFound(id ID) error { return fmt.Errorf("%s: %w", shorten(string(id)), ErrNotFound) }
