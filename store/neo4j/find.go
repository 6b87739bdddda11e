package neo4j

import (
	"context"
	"fmt"

	"entente/kg"
)

// Find answers each query with its page; see [kg.Store]. Queries of one shape are
// one round trip. A query with Keep takes one more for each chunk that Keep has
// looked through without filling the page.
func (s *Store) Find(
	ctx context.Context, v kg.View, queries []kg.Query,
) (pages [][]kg.Found, err error) {
	if err := s.fix(ctx, v.Known); err != nil {
		return nil, err
	}
	questions := make([]*question, len(queries))
	for i, q := range queries {
		questions[i] = newQuestion(v, i, q)
	}
	pair(questions)
	err = s.reading(ctx, func() error { return s.answer(ctx, v, questions) })
	if err != nil {
		return nil, err
	}
	for _, a := range questions {
		pages = append(pages, a.page)
	}
	return pages, nil
}

// answer fills the pages of all questions.
func (s *Store) answer(ctx context.Context, v kg.View, questions []*question) error {
	known := s.decoded.entities()
	for {
		open := map[shape][]*question{}
		for _, a := range questions {
			if !a.done {
				open[a.shape] = append(open[a.shape], a)
			}
		}
		if len(open) == 0 {
			// Even if nothing was asked for, a call that nobody waits for fails.
			return translate(ctx, ctx.Err())
		}
		for form, group := range open {
			if err := s.answerGroup(ctx, v, form, group, known); err != nil {
				return err
			}
		}
	}
}

// answerGroup reads the next chunk of each question of one shape.
func (s *Store) answerGroup(
	ctx context.Context, v kg.View, form shape, group []*question, known entities,
) error {
	text, ok := shapes[form]
	if !ok {
		return fmt.Errorf("neo4j: there is no order %s of the class %q", form.order.Field, form.class)
	}
	limit := 1
	params := make([]map[string]any, len(group))
	at := map[int]*question{}
	for i, a := range group {
		params[i] = a.params()
		at[a.index] = a
		limit = max(limit, a.chunk)
	}
	rows, err := s.rows(ctx, v, text, viewed(v, map[string]any{
		"queries": params, "limit": limit, "far": farOf(group, params),
	}))
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := takeRow(v, row, at, limit, known); err != nil {
			return err
		}
	}
	return nil
}

// takeRow gives a chunk to the question that it is for.
func takeRow(v kg.View, row []any, at map[int]*question, limit int, known entities) error {
	var index int
	var chunk []any
	if err := scan(row[:2], &index, &chunk); err != nil {
		return err
	}
	a := at[index]
	switch {
	case a.shape.past:
		if err := known.addAll(row[2]); err != nil {
			return err
		}
	case (a.shape.file == findOf || a.shape.file == findFar) && row[2] != nil:
		near, err := known.get(a.Of, row[2:])
		if err != nil {
			return err
		}
		a.takeNear(v, near)
	}
	return a.take(chunk, limit, known)
}

// take adds to the page what Keep lets through, in order, until the page is full.
func (a *question) take(chunk []any, limit int, known entities) error {
	for _, values := range chunk {
		found, err := a.decode(values, known)
		if err != nil {
			return err
		}
		if a.Keep == nil || a.Keep(found) {
			a.page = append(a.page, found)
		}
		if a.full() {
			break
		}
		key := a.shape.order.KeyOf(found.Record.Head().ID, found.Record.Keys())
		a.after = &key
	}
	a.done = a.full() || len(chunk) < limit
	a.chunk = min(2*a.chunk, max(maxChunk, a.chunk))
	return nil
}

// decode reads one record of a chunk, a relationship with its ends: of the past they
// are known, and of the present beside it.
func (a *question) decode(value any, known entities) (found kg.Found, err error) {
	values, ok := value.([]any)
	if !ok || len(values) < 3 {
		return found, fmt.Errorf("neo4j: got %T, want a record", value)
	}
	if found.Record, err = known.record(a.Class, values[:3]); err != nil {
		return found, err
	}
	r, ok := found.Record.(*kg.Relationship)
	if !ok {
		return found, nil
	}
	from, to := values[3:], values[3:]
	if len(values) > 6 {
		from, to = values[3:6], values[6:]
	}
	if found.From, err = known.get(r.From, from); err != nil {
		return found, err
	}
	found.To, err = known.get(r.To, to)
	return found, err
}
