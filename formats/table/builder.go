package table

import (
	"errors"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A builder makes the item of each row.
type builder struct {
	mapping *mapping
	options formats.ReadOptions
	// known are the ids of the sources that the mapping itself describes.
	known map[kg.ID]bool
	// made are the terms that rows asked for, and fresh those of the present row.
	made  map[kg.ID]*kg.Term
	fresh []kg.Record
	row   *row
	item  formats.Item
	// has are the ids in the item.
	has map[kg.ID]bool
}

func newBuilder(m *mapping, o formats.ReadOptions) *builder {
	return &builder{
		mapping: m, options: o, known: map[kg.ID]bool{}, made: map[kg.ID]*kg.Term{}, has: map[kg.ID]bool{},
	}
}

// build returns what a row says. The terms that it is the first to use are in
// b.fresh. The error is a [*formats.Error]; the item then has no records.
func (b *builder) build(r *row, raw []byte) (formats.Item, error) {
	b.begin(r, raw)
	err := r.fill()
	if err == nil {
		err = b.records()
	}
	if err != nil {
		return formats.Item{At: r.at, Raw: raw}, err
	}
	return b.item, nil
}

// begin begins the item of a row.
func (b *builder) begin(r *row, raw []byte) {
	b.row, b.fresh = r, nil
	b.item = formats.Item{At: r.at, Raw: raw}
	clear(b.has)
}

// records applies the rules of the sheet.
func (b *builder) records() error {
	s := b.row.sheet
	for _, rule := range s.sources {
		if s.fixed(rule) {
			continue
		}
		id, err := b.source(rule)
		if err != nil {
			return err
		}
		b.told(id)
	}
	for _, rule := range s.entities {
		if err := b.toldEntity(rule); err != nil {
			return err
		}
	}
	for _, rule := range s.relationships {
		if !rule.holds(b.row) {
			continue
		}
		if err := b.relationship(rule); err != nil {
			return err
		}
	}
	return b.claims(s.claims, nil)
}

// told makes a record that was mentioned last one that the row tells of.
func (b *builder) told(id kg.ID) {
	if n := len(b.item.Named); n > 0 && b.item.Named[n-1].Head().ID == id {
		b.item.Records = append(b.item.Records, b.item.Named[n-1])
		b.item.Named = b.item.Named[:n-1]
	}
}

// toldEntity puts the entity that a row tells of into the item.
func (b *builder) toldEntity(rule *entityRule) error {
	if !rule.holds(b.row) {
		return nil
	}
	e, err := b.entity(rule, "")
	if err != nil {
		return err
	}
	if e == nil {
		return b.row.refuse(rule.anyText(), "id", "must be set", "fill the cell, or ask for it with if")
	}
	if err := b.add(e, rule.fields); err != nil {
		return err
	}
	return b.claims(rule.claims, e)
}

// add puts a record that the row tells of into the item. The texts are those of the
// fields that may be wrong.
func (b *builder) add(r kg.Record, texts func() map[string]*text) error {
	if err := r.Validate(); err != nil {
		return b.invalid(err, texts)
	}
	if b.has[r.Head().ID] {
		return &formats.Error{At: b.row.at, Err: &kg.InvalidError{
			Field: "id", Value: string(r.Head().ID), Reason: "two records of the row have this id",
			Accepted: "put something before one of them in the mapping, as in state-<code>",
		}}
	}
	b.has[r.Head().ID] = true
	b.item.Records = append(b.item.Records, r)
	return nil
}

// mention puts a record that the row only mentions into the item, once.
func (b *builder) mention(r kg.Record, texts func() map[string]*text) error {
	if b.has[r.Head().ID] {
		return nil
	}
	if err := r.Validate(); err != nil {
		return b.invalid(err, texts)
	}
	b.has[r.Head().ID] = true
	b.item.Named = append(b.item.Named, r)
	return nil
}

// invalid puts a mistake at the column of the text that its field comes from.
func (b *builder) invalid(err error, texts func() map[string]*text) error {
	var invalid *kg.InvalidError
	if !errors.As(err, &invalid) {
		return &formats.Error{At: b.row.at, Err: err}
	}
	field, fields := invalid.Field, texts()
	for field != "" {
		if t, ok := fields[field]; ok && t != nil {
			return &formats.Error{At: b.row.place(t.column()), Err: err}
		}
		field = field[:max(0, strings.LastIndexAny(field, ".["))]
	}
	return &formats.Error{At: b.row.at, Err: err}
}
