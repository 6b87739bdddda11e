package sqlite

import (
	"context"
	"errors"

	"entente/kg"
)

// Search answers each probe with the entities found by it; see [kg.Store].
func (s *Store) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answers := make([][]kg.NameHit, len(probes))
	if len(probes) == 0 {
		return answers, ctx.Err()
	}
	err := s.readAsOf(ctx, "search names", v, func(r *reading, v kg.View) error {
		for i, probe := range probes {
			var err error
			if answers[i], err = r.search(ctx, v, probe); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return answers, nil
}

// probeStatement selects the keys that a probe asks for, in the order of hits and,
// for each entity, of its keys.
func probeStatement(v kg.View, probe kg.NameProbe) *statement {
	q := new(statement)
	if v.Known == 0 {
		q.add("SELECT entity, text, folded, name, kind FROM name_key")
		addProbe(q, v, probe)
	} else {
		q.add("SELECT entity, text, folded, name, kind, id FROM name_key")
		addProbe(q, v, probe)
		q.add(" AND (SELECT r.recorded_from FROM record AS r WHERE r.number = entity) <= ?",
			int64(v.Known))
		q.add(" UNION ALL SELECT -number, text, folded, name, kind, id FROM past_name_key AS n")
		addProbe(q, v, probe)
		addPast(q, v, "n", "n.id")
	}
	q.add(" ORDER BY folded, id, text, name")
	return q
}

// addProbe appends the conditions of a probe.
func addProbe(q *statement, v kg.View, probe kg.NameProbe) {
	q.add(" WHERE form = ?", string(probe.Form))
	if !probe.Prefix {
		q.add(" AND text = ?", probe.Text)
	} else {
		q.add(" AND text >= ?", probe.Text)
		if end := prefixEnd(probe.Text); end != "" {
			q.add(" AND text < ?", end)
		}
	}
	if !v.Restricted {
		q.add(" AND restricted = 0")
	}
	if len(probe.EntityClasses) > 0 {
		q.addIn(" AND entity_class", texts(probe.EntityClasses))
	}
}

// prefixEnd returns the first text after all those that begin with the prefix, or
// "" where there is none.
func prefixEnd(prefix string) string {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xFF {
			return prefix[:i] + string([]byte{prefix[i] + 1})
		}
	}
	return ""
}

// search reads hits in steps until the probe's limit is reached.
func (r *reading) search(
	ctx context.Context, v kg.View, probe kg.NameProbe,
) (hits []kg.NameHit, err error) {
	q := probeStatement(v, probe)
	selected, err := r.query(ctx, q.text.String(), q.args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, selected.close()) }()

	step := max(probe.Limit, 1)
	seen := make(map[int64]bool)
	records := make(map[int64]stored)
	for {
		entities, keys := nextKeys(selected, probe.Form, step, seen)
		if err := r.load(ctx, entities, records); err != nil {
			return nil, err
		}
		for i, number := range entities {
			entity, _ := records[number].record.(*kg.Entity)
			hit := kg.NameHit{Entity: entity, Key: keys[i]}
			if probe.Keep != nil && !probe.Keep(hit) {
				continue
			}
			if hits = append(hits, hit); len(hits) >= probe.Limit {
				return hits, nil
			}
		}
		if len(entities) < step {
			return hits, nil
		}
		step = min(4*step, maxStep)
	}
}

// nextKeys reads the first keys of the next entities, at most n.
func nextKeys(
	selected *rows, form kg.NameForm, n int, seen map[int64]bool,
) (entities []int64, keys []kg.NameKey) {
	for len(entities) < n && selected.next() {
		entity := selected.int(0)
		if seen[entity] {
			continue
		}
		seen[entity] = true
		entities = append(entities, entity)
		keys = append(keys, kg.NameKey{
			Form: form, Text: selected.text(1), Folded: selected.text(2),
			Name: selected.text(3), Kind: kg.NameKind(selected.text(4)),
		})
	}
	return entities, keys
}
