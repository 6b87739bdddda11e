package sqlite

import (
	"context"
	"slices"

	"entente/kg"
)

// Find answers each query with a page of its own; see [kg.Store].
//
// It goes in rounds: every query that is not yet answered selects its next
// candidates, then all candidates are read together, then each query takes what
// it keeps. Without a Keep there is one round.
func (s *Store) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answers := make([][]kg.Found, len(queries))
	if len(queries) == 0 {
		return answers, ctx.Err()
	}
	err := s.readAsOf(ctx, "find records", v, func(r *reading, v kg.View) error {
		r.recalls(ctx, s, v, queries)
		return r.answer(ctx, v, queries, answers)
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// answer finds the answers of queries. An entity whose relationships are asked for beside it
// comes along with these, if it has any, and takes no statement of its own.
func (r *reading) answer(
	ctx context.Context, v kg.View, queries []kg.Query, answers [][]kg.Found,
) error {
	var first, last []int
	for i, q := range queries {
		id, named := q.Names()
		if named && v.Known == 0 && slices.ContainsFunc(queries, func(q kg.Query) bool { return q.Of == id }) {
			last = append(last, i)
		} else {
			first = append(first, i)
		}
	}
	if err := r.answerThese(ctx, v, queries, answers, first); err != nil || len(last) == 0 {
		return err
	}
	last = slices.DeleteFunc(last, func(i int) bool {
		e := met(queries[i].IDs[0], answers)
		if e != nil && (v.Restricted || !e.Keys().Restricted) {
			answers[i] = []kg.Found{{Record: e}}
		}
		return e != nil
	})
	return r.answerThese(ctx, v, queries, answers, last)
}

// answerThese finds the answers of those queries that are in certain places.
func (r *reading) answerThese(
	ctx context.Context, v kg.View, queries []kg.Query, answers [][]kg.Found, places []int,
) error {
	if len(places) == 0 {
		return nil
	}
	asked := queries
	if len(places) < len(queries) {
		asked = make([]kg.Query, len(places))
		for i, place := range places {
			asked[i] = queries[place]
		}
	}
	pages, err := r.walk(ctx, v, asked, nil)
	for i, p := range pages {
		answers[places[i]] = p.found
	}
	return err
}

// met returns the entity of an id that something found ends at, or nil.
func met(id kg.ID, answers [][]kg.Found) *kg.Entity {
	for _, found := range answers {
		if len(found) == 0 || found[0].From == nil {
			continue
		}
		for _, end := range []*kg.Entity{found[0].From, found[0].To} {
			if end.ID == id {
				return end
			}
		}
	}
	return nil
}

// A page is the answer to one query as it grows.
type page struct {
	selection
	after *kg.Key
	// step is how many candidates the next round selects, and candidates are
	// those of this round.
	step       int
	candidates []candidate
	found      []kg.Found
	full       bool
	// took, if set, is given what the query finds in place of found.
	took func(kg.Found)
}

// A candidate is a record that all conditions but Keep let through: its number
// and, where the scan tells them, those of an entity and of the far end. As of a
// recorded time it may be hidden for what the record became.
type candidate struct {
	number, other, self int64
	hidden              bool
}

// The first round of a query with a Keep selects a little more than its page, and
// later ones grow up to maxStep, which bounds what is held at a time.
const (
	minStep = 64
	maxStep = 2048
)

// walk runs queries to their end. If took is set it is given what query i finds,
// and pages stay empty.
func (r *reading) walk(
	ctx context.Context, v kg.View, queries []kg.Query, took func(i int, f kg.Found),
) ([]*page, error) {
	pages, err := r.pagesOf(ctx, v, queries, took)
	if err != nil {
		return nil, err
	}
	records := make(map[int64]stored)
	for {
		selected, err := r.selectRound(ctx, pages)
		if err != nil || selected == 0 {
			return pages, err
		}
		if len(records) > maxStep*4 {
			records = make(map[int64]stored) // enough is held; the cache has the rest
		}
		if err := r.loadRound(ctx, v, pages, records); err != nil {
			return pages, err
		}
		for _, p := range pages {
			if err := p.takeRound(ctx, records); err != nil {
				return pages, err
			}
		}
	}
}

// pagesOf returns the pages of queries, with nothing on them yet.
func (r *reading) pagesOf(
	ctx context.Context, v kg.View, queries []kg.Query, took func(i int, f kg.Found),
) ([]*page, error) {
	pages := make([]*page, len(queries))
	selections := make([]*selection, len(queries))
	for i, q := range queries {
		selected, possible := selectionOf(v, q)
		selected.since = r.since
		pages[i] = &page{selection: selected, after: q.After, step: firstStep(q), full: !possible}
		selections[i] = &pages[i].selection
		if took != nil {
			pages[i].took = func(f kg.Found) { took(i, f) }
		}
	}
	if err := r.findFar(ctx, selections); err != nil {
		return nil, err
	}
	for _, p := range pages {
		if p.far != nil && p.near == 0 {
			p.step = maxStep // all of its edges
		}
	}
	return pages, nil
}

// firstStep is how many candidates the first round of a query selects: its page,
// and some more where Keep may refuse them.
func firstStep(q kg.Query) int {
	switch {
	case q.Limit == 0:
		return maxStep
	case q.Keep == nil:
		return min(q.Limit, maxStep)
	default:
		return min(max(2*q.Limit, minStep), maxStep)
	}
}

// selectRound selects the next candidates of every page that is not full, and
// returns how many there are.
func (r *reading) selectRound(ctx context.Context, pages []*page) (int, error) {
	total := 0
	for _, p := range pages {
		p.candidates = p.candidates[:0]
		if p.full {
			continue
		}
		if r.recall(p) {
			total += len(p.candidates)
			continue
		}
		q := p.pageAfter(p.after, p.step)
		selected, err := r.query(ctx, q.text.String(), q.args...)
		if err != nil {
			return 0, err
		}
		for selected.next() {
			if c := p.candidateAt(selected); p.leads(c) {
				p.candidates = append(p.candidates, c)
			}
		}
		if err := selected.close(); err != nil {
			return 0, err
		}
		total += len(p.candidates)
	}
	return total, nil
}

// candidateAt reads the candidate in the current row of p's statement.
func (p *page) candidateAt(row *rows) candidate {
	if p.view.Known != 0 {
		return candidate{number: row.int(0), hidden: row.int(1) != 0}
	}
	return candidate{number: row.int(0), other: row.int(1), self: row.int(2)}
}

// loadRound reads the candidates of all pages and the ends of those that are
// relationships.
func (r *reading) loadRound(
	ctx context.Context, v kg.View, pages []*page, records map[int64]stored,
) error {
	var wanted, ends []int64
	for _, p := range pages {
		for _, c := range p.candidates {
			wanted = append(wanted, c.number, c.other, c.self)
		}
	}
	if err := r.load(ctx, wanted, records); err != nil {
		return err
	}
	for _, p := range pages {
		for _, c := range p.candidates {
			found := records[c.number]
			ends = append(ends, found.from, found.to)
		}
	}
	if err := r.load(ctx, ends, records); err != nil || v.Known == 0 {
		return err
	}
	return r.loadPastEnds(ctx, v, pages, records)
}

// takeRound keeps of the candidates what the query wants, in order, until the
// page is full, and sets the next round up.
func (p *page) takeRound(ctx context.Context, records map[int64]stored) error {
	for i, c := range p.candidates {
		if err := ctx.Err(); err != nil {
			return err
		}
		found := foundOf(records, c.number)
		if !c.hidden && (p.query.Keep == nil || p.query.Keep(found)) {
			p.take(found)
		}
		if p.full {
			return nil
		}
		if i == len(p.candidates)-1 {
			key := p.query.Order.KeyOf(found.Record.Head().ID, found.Record.Keys())
			p.after = &key
		}
	}
	p.full = p.full || len(p.candidates) < p.step
	p.step = min(4*p.step, maxStep)
	return nil
}

func (p *page) take(found kg.Found) {
	if p.took != nil {
		p.took(found)
		return
	}
	p.found = append(p.found, found)
	p.full = p.query.Limit > 0 && len(p.found) >= p.query.Limit
}

// foundOf puts a record and its ends together.
func foundOf(records map[int64]stored, number int64) kg.Found {
	s := records[number]
	found := kg.Found{Record: s.record}
	if s.from != 0 {
		found.From, _ = records[s.from].record.(*kg.Entity)
		found.To, _ = records[s.to].record.(*kg.Entity)
	}
	return found
}
