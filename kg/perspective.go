package kg

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
)

// MaxClaimants is how many a perspective may name.
const MaxClaimants = 50

// A Perspective reads the graph as some claimants tell it: actors, and sources
// that speak for themselves. Views that share one share what it had to read.
//
// The claimant of a claim is who asserts it, or its source where nobody else does;
// to quote somebody is not to agree. A claimant asserts a record by any claim
// about it and, as a source, by being one of those that the record rests on, unless
// the latest word of the claimant on it, by when it was said, DENIES that it exists.
// A record is told when one of the claimants asserts it. Besides, what a told
// relationship joins and what a told record refers to is there, and so are the
// claimants; claims are there that one of them makes, or reports as a source;
// sources and terms always are.
//
// The latest word of a claimant on the start or end of a record is put in the place
// of the accepted bound, and where several differ, the range from the earliest to
// the latest. To assert that a relationship or a lifetime still holds, past its
// accepted end, is a word on the end too: that it is unknown and was not before.
// What a claimant denies of a date says nothing of another date. Rank plays no
// part: it is our belief and not theirs. Lists are ordered by the accepted bounds.
type Perspective struct {
	ids []ID

	mu    sync.Mutex
	tales map[taleKey]*tale
}

// IDs returns the claimants in the order of their ids.
func (p *Perspective) IDs() []ID { return slices.Clone(p.ids) }

// A taleKey is what of a view changes what claimants are heard to say.
type taleKey struct {
	known       RecordedTime
	restricted  bool
	consistency string
}

// AccordingTo returns the perspective of the claimants with the ids, each of which
// counts once. That they exist is checked by [Graph.Told] or else when the first
// question is asked.
func AccordingTo(ids []ID) (*Perspective, error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	switch {
	case len(ids) == 0:
		return nil, &InvalidError{Reason: "names nobody", Accepted: "name one claimant at least, or leave it out"}
	case len(ids) > MaxClaimants:
		return nil, &LimitError{What: "accordingTo", Value: len(ids), Limit: MaxClaimants}
	}
	return &Perspective{ids: ids, tales: make(map[taleKey]*tale)}, nil
}

// Told returns v as the claimants of a perspective tell it. It reads what they say, so
// that who cannot claim is refused where the perspective was asked for and not by
// whatever reads in v first.
func (g *Graph) Told(ctx context.Context, v View, p *Perspective) (View, error) {
	v.Perspective = nil
	_, err := p.tale(ctx, g.from(v), v)
	v.Perspective = p
	return v, err
}

// A tale is what the claimants of a perspective say, as far as a view may hear it.
type tale struct {
	claimants map[ID]bool
	// words is what they say about each record.
	words map[ID]*account

	ends func() (map[ID]bool, error)
}

// tale returns what the claimants say in v, read with two calls of the store when
// it is first asked for; ids of claimants that are not there take more.
func (p *Perspective) tale(ctx context.Context, s Store, v View) (*tale, error) {
	key := taleKey{v.Known, v.Restricted, v.Consistency}
	p.mu.Lock()
	defer p.mu.Unlock()
	if told := p.tales[key]; told != nil {
		return told, nil
	}
	ids, err := p.claimants(ctx, s, v)
	if err != nil {
		return nil, err
	}
	told := &tale{claimants: idSet(ids), words: make(map[ID]*account)}
	if err := told.hear(ctx, s, v, ids); err != nil {
		return nil, err
	}
	told.ends = sync.OnceValues(func() (map[ID]bool, error) { return told.findEnds(ctx, s, v, ids) })
	p.tales[key] = told
	return told, nil
}

// claimants returns the ids of the claimants, each once, as v has them. It refuses ids
// that do not lead to actors or sources.
func (p *Perspective) claimants(ctx context.Context, s Store, v View) ([]ID, error) {
	records, err := lookupIn(ctx, s, v, p.ids)
	if err != nil {
		return nil, err
	}
	ids := slices.Clone(p.ids)
	for i, record := range records {
		if record != nil {
			ids[i] = record.Head().ID
		}
	}
	if v.Known != 0 {
		// Who was not there then says nothing; only who never was is a mistake.
		v.Known = 0
		latest, err := lookupIn(ctx, s, v, p.ids)
		if err != nil {
			return nil, err
		}
		for i, record := range latest {
			if records[i] == nil {
				records[i] = record
			}
		}
	}
	return inOrder(ids), p.checkClaimants(ctx, s, v, records)
}

// checkClaimants refuses ids whose records are neither actors nor sources.
func (p *Perspective) checkClaimants(ctx context.Context, s Store, v View, records []Record) error {
	for i, record := range records {
		switch r := record.(type) {
		case *Source:
			continue
		case *Entity:
			if r.EntityClass == ClassActor {
				continue
			}
		}
		near, err := claimantsLike(ctx, s, v, p.ids[i])
		if err != nil {
			return err
		}
		return &InvalidError{
			Field: "asOf.accordingTo", Value: string(p.ids[i]), Reason: "neither an actor nor a source",
			Near: near,
		}
	}
	return nil
}

// claimantsLike returns the ids of those who claim anything that are most like id.
func claimantsLike(ctx context.Context, s Store, v View, id ID) ([]string, error) {
	seen := make(map[ID]bool)
	var names []string
	collect := func(id ID) {
		if id != "" && !seen[id] {
			seen[id] = true
			names = append(names, string(id))
		}
	}
	_, err := s.Find(ctx, v, []Query{{Class: ClassClaim, Keep: func(f Found) bool {
		c := f.Record.(*Claim)
		collect(c.AssertedBy)
		collect(c.Source)
		return false
	}}})
	slices.Sort(names)
	return nearest(names, string(id)), err
}

// claimant returns who makes a claim.
func (c *Claim) claimant() ID { return cmp.Or(c.AssertedBy, c.Source) }

// hear takes in all that the claimants claim.
func (t *tale) hear(ctx context.Context, s Store, v View, claimants []ID) error {
	_, err := s.Find(ctx, v, []Query{{Class: ClassClaim, Cites: claimants, Keep: func(f Found) bool {
		if c := f.Record.(*Claim); t.claimants[c.claimant()] {
			if t.words[c.About] == nil {
				t.words[c.About] = new(account)
			}
			t.words[c.About].claims = append(t.words[c.About].claims, c)
		}
		return false
	}}})
	for _, a := range t.words {
		a.settle()
	}
	return err
}

// findEnds returns the entities that told relationships join. Such a relationship
// rests on one of the claimants as a source, or is what one of them speaks of.
func (t *tale) findEnds(ctx context.Context, s Store, v View, claimants []ID) (map[ID]bool, error) {
	ends := make(map[ID]bool)
	collect := func(f Found) bool {
		if r := f.Record.(*Relationship); t.asserts(r) {
			ends[r.From], ends[r.To] = true, true
		}
		return false
	}
	queries := []Query{{Class: ClassRelationship, Cites: claimants, Keep: collect}}
	if len(t.words) > 0 {
		spoken := slices.Sorted(maps.Keys(t.words))
		queries = append(queries, Query{Class: ClassRelationship, IDs: spoken, Keep: collect})
	}
	_, err := s.Find(ctx, v, queries)
	return ends, err
}

// asserts reports whether one of the claimants asserts the record.
func (t *tale) asserts(r Record) bool {
	words := t.words[r.Head().ID]
	if words != nil && words.asserted {
		return true
	}
	return slices.ContainsFunc(r.Head().Sources, func(source ID) bool {
		return t.claimants[source] && (words == nil || !words.deniedBy[source])
	})
}

// shows reports whether a record is there in the tale; ends are the entities that
// told relationships join.
func (t *tale) shows(r Record, ends map[ID]bool) bool {
	id := r.Head().ID
	switch r := r.(type) {
	case *Source, *Term:
		return true
	case *Entity:
		return t.claimants[id] || ends[id] || t.asserts(r)
	case *Claim:
		return t.claimants[r.claimant()] || t.claimants[r.Source] || t.asserts(r)
	default:
		return t.asserts(r)
	}
}
