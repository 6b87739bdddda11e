package neo4j

import (
	"context"

	"entente/kg"
)

var (
	searchStatement = statement("search")
	pastSearch      = statement("past_search")
)

// keyBeginning is how many runes of a name key the index holds: its keys have a
// largest size, and few names share so much.
const keyBeginning = 200

// beginning returns what of a text the index of name keys holds.
func beginning(text string) string {
	n := 0
	for i := range text {
		if n == keyBeginning {
			return text[:i]
		}
		n++
	}
	return text
}

// A probe is a name probe on its way to the database.
type probe struct {
	kg.NameProbe
	index int
	after *kg.NameHit
	hits  []kg.NameHit
	chunk int
	done  bool
}

// Search answers each probe with the entities it finds; see [kg.Store]. It is one
// round trip, and one more for each chunk that a Keep has not filled its hits from.
func (s *Store) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) (hits [][]kg.NameHit, err error) {
	if err := s.fix(ctx, v.Known); err != nil {
		return nil, err
	}
	asked := make([]*probe, len(probes))
	for i, p := range probes {
		asked[i] = &probe{NameProbe: p, index: i, chunk: min(p.Limit, maxChunk)}
		if p.Keep != nil {
			asked[i].chunk = min(2*p.Limit, maxChunk)
		}
	}
	err = s.reading(ctx, func() error { return s.probe(ctx, v, asked) })
	if err != nil {
		return nil, err
	}
	for _, p := range asked {
		hits = append(hits, p.hits)
	}
	return hits, nil
}

// probe reads chunks until all probes are answered.
func (s *Store) probe(ctx context.Context, v kg.View, probes []*probe) error {
	known := s.decoded.entities()
	text := searchStatement
	if v.Known != 0 {
		text = pastSearch
	}
	for {
		limit := 1
		var params []map[string]any
		for _, p := range probes {
			if !p.done {
				params = append(params, p.params())
				limit = max(limit, p.chunk)
			}
		}
		if len(params) == 0 {
			return translate(ctx, ctx.Err())
		}
		rows, err := s.rows(ctx, v, text, viewed(v, map[string]any{"probes": params, "limit": limit}))
		if err != nil {
			return err
		}
		for _, row := range rows {
			var index int
			var chunk []any
			if err := scan(row, &index, &chunk); err != nil {
				return err
			}
			if err := probes[index].take(chunk, limit, known); err != nil {
				return err
			}
		}
	}
}

func (p *probe) params() map[string]any {
	params := map[string]any{
		"i": p.index, "form": string(p.Form), "prefix": p.Prefix,
		"text": sortable(p.Text), "beginning": sortable(beginning(p.Text)),
	}
	if len(p.EntityClasses) > 0 {
		params["classes"] = texts(p.EntityClasses)
	}
	if p.after != nil {
		params["after"] = sortable(p.after.Key.Folded)
		params["afterId"] = string(p.after.Entity.ID)
	}
	return params
}

// take adds the hits that Keep lets through, in order, until there are enough.
func (p *probe) take(chunk []any, limit int, known entities) error {
	for _, values := range chunk {
		hit, err := p.decode(values, known)
		if err != nil {
			return err
		}
		if p.Keep == nil || p.Keep(hit) {
			p.hits = append(p.hits, hit)
		}
		p.after = &hit
		if len(p.hits) >= p.Limit {
			break
		}
	}
	p.done = len(p.hits) >= p.Limit || len(chunk) < limit
	p.chunk = min(2*p.chunk, maxChunk)
	return nil
}

// decode reads a hit from [id, body, version, recordedFrom, folded, text, name, kind].
func (p *probe) decode(value any, known entities) (hit kg.NameHit, err error) {
	var id, body, kind string
	var version int
	var at kg.RecordedTime
	key := &hit.Key
	err = scanList(value, &id, &body, &version, &at, &key.Folded, &key.Text, &key.Name, &kind)
	if err != nil {
		return hit, err
	}
	key.Form, key.Kind = p.Form, kg.NameKind(kind)
	key.Folded, key.Text = unsortable(key.Folded), unsortable(key.Text)
	key.Name = unsortable(key.Name)
	hit.Entity, err = known.get(kg.ID(id), []any{body, int64(version), int64(at)})
	return hit, err
}
