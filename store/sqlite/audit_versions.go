package sqlite

import (
	"context"
	"database/sql/driver"

	"entente/kg"
)

// versions compares table version, and what is kept beside it, with its bodies.
func (a *audit) versions(ctx context.Context) error {
	edges, err := a.beside(ctx, "past_edge", "number",
		"entity, recorded_from, recorded_to, relationship, "+spanColumns)
	if err != nil {
		return err
	}
	names, err := a.beside(ctx, "past_name_key", "number", "recorded_from, recorded_to, "+nameColumns)
	if err != nil {
		return err
	}
	row, err := a.query(ctx, "SELECT r.number, r.record, r.body, "+keyColumns+
		", r.recorded_from, r.recorded_to FROM version AS r ORDER BY r.number")
	if err != nil {
		return err
	}
	for row.next() {
		one := a.read(row)
		if one == nil {
			continue
		}
		from, to := row.int(14), row.int(15)
		edges.compare(one.number, one.id, one.pastEdges(from, to))
		held := line(from, to)
		wanted := one.names()
		for i := range wanted {
			wanted[i] = held + wanted[i]
		}
		names.compare(one.number, one.id, wanted)
	}
	if err := row.close(); err != nil {
		return err
	}
	return endAll(edges, names)
}

// pastEdges returns the rows of table past_edge that follow from a version that was
// recorded for a time, but for its number.
func (one *audited) pastEdges(from, to int64) (wanted []string) {
	r, ok := one.record.(*kg.Relationship)
	if !ok {
		return nil
	}
	add := func(end kg.ID) {
		values := append([]driver.Value{string(end), from, to, one.id}, spanValues(r, &one.keys, end)...)
		wanted = append(wanted, line(values...))
	}
	add(one.keys.From)
	if one.keys.From != one.keys.To {
		add(one.keys.To)
	}
	return wanted
}
