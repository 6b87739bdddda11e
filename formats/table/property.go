package table

import (
	"entente/formats"
	"entente/kg"
)

// A valueRule says where a value stands and of what type it is.
type valueRule struct {
	name string
	kind kg.ValueType
	// text is the value, date the rule of one that is a date.
	text *text
	date *dateRule
	// entity is the rule of a value that is one.
	entity *entityRule
	slots  []int
}

// value returns what reads a value: a text alone, or a mapping with its type.
func (d *decoder) value(what string, v *valueRule) func(*node) {
	return func(n *node) {
		if n.scalar() {
			d.text(what, &v.text)(n)
			v.date = &dateRule{date: v.text}
			return
		}
		set := func(kind kg.ValueType, read func(*node)) func(*node) {
			return func(n *node) {
				if v.kind != "" {
					d.refuse(n.at, what, "", "more than one value", "write one of text, number, date, entity")
				}
				v.kind = kind
				read(n)
			}
		}
		d.fields(n, what, []field{
			{"text", set(kg.ValueText, d.text(what+".text", &v.text))},
			{"number", set(kg.ValueNumber, d.text(what+".number", &v.text))},
			{"date", set(kg.ValueDate, d.date(what+".date", &v.date))},
			{"entity", set(kg.ValueEntity, d.mentioned(what+".entity", &v.entity))},
		})
	}
}

// properties returns what reads the properties of a record by their names.
func (d *decoder) properties(what string, to *[]*valueRule) func(*node) {
	return func(n *node) {
		if !d.expect(n, mappingNode, what) {
			return
		}
		for i, k := range n.keys {
			v := &valueRule{name: k.name}
			d.value(what+"."+k.name, v)(n.items[i])
			*to = append(*to, v)
		}
	}
}

func (v *valueRule) under(all *dateRule) {
	v.date.under(all)
	v.slots = slots(append(v.date.texts(), v.text)...)
	if v.entity != nil {
		v.entity.under(all)
	}
}

// properties reads the properties that a row has a value for. Where a cell is split, each
// value is a property of its own; see [formats.PutSeveral].
func (b *builder) properties(rules []*valueRule) (kg.Properties, error) {
	out := kg.Properties{}
	for _, rule := range rules {
		kind := rule.kind
		if kind == "" {
			kind = kg.ValueText
		}
		var values []kg.Value
		err := b.row.each(rule.slots, func() error {
			value, ok, err := b.value(rule, "properties."+rule.name, kind, "")
			if ok {
				values = append(values, value)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(values) > 0 {
			formats.PutSeveral(out, rule.name, values)
		}
	}
	if len(out) == 0 {
		return nil, nil //nolint:nilnil // the row has none
	}
	return out, nil
}

// value reads a value of a type, and reports false where the row has none.
func (b *builder) value(rule *valueRule, field string, kind kg.ValueType, unit string) (kg.Value, bool, error) {
	switch {
	case kind == kg.ValueEntity && rule.entity != nil:
		id, err := b.mentioned(rule.entity, nil)
		return kg.Value{Type: kind, Entity: id}, id != "", err
	case kind == kg.ValueDate && rule.date != nil:
		return b.dateValue(rule.date, field)
	}
	text := rule.text.of(b.row)
	if text == "" {
		return kg.Value{}, false, nil
	}
	value, err := kg.ParseValue(kind, text, unit)
	if err != nil {
		return value, false, b.row.blame(rule.text.column(), field, err)
	}
	return value, true, nil
}

// dateValue reads a date or an interval as a value.
func (b *builder) dateValue(rule *dateRule, field string) (kg.Value, bool, error) {
	v := validityRule{edtf: rule}
	var w kg.Written
	if err := v.single(b.row, field, &w); err != nil {
		return kg.Value{}, false, err
	}
	if w.EDTF == "/" {
		return kg.Value{}, false, nil
	}
	value, err := kg.ParseValue(kg.ValueDate, w.EDTF, "")
	if err != nil {
		return value, false, rule.refuse(b.row, field, err)
	}
	return value, true, nil
}
