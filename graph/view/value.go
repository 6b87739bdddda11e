package view

import (
	"context"

	"entente/kg"
)

// A Property is a value of that type.
type Property struct {
	Name  string
	Value Value
}

func properties(r record, values kg.Properties) []Property {
	made := make([]Property, 0, len(values))
	for _, name := range values.Names() {
		made = append(made, Property{name, Value{r, values[name], "properties." + name}})
	}
	return made
}

// A Value is a value of that type, of a field of a record.
type Value struct {
	of    record
	value kg.Value
	field string
}

// Type answers the field of that name.
func (v Value) Type() kg.ValueType { return v.value.Type }

// Text answers the field of that name.
func (v Value) Text() string { return v.value.String() }

// Number answers the field of that name.
func (v Value) Number() *Quantity {
	if v.value.Number == nil {
		return nil
	}
	return &Quantity{*v.value.Number}
}

// Date answers the field of that name.
func (v Value) Date() *string { return optional(v.value.Date) }

// Entity answers the field of that name.
func (v Value) Entity(ctx context.Context) (Entity, error) {
	if v.value.Entity == "" {
		return nil, nil //nolint:nilnil // a value of another type
	}
	nodes, err := v.of.cohort.follow(ctx, v.field)
	entity, _ := nodes[place{v.value.Entity, v.of.view}].(Entity)
	return entity, err
}

// A Quantity is a value of that type.
type Quantity struct{ quantity kg.Quantity }

// Min answers the field of that name.
func (q Quantity) Min() *float64 { return q.quantity.Min }

// Max answers the field of that name.
func (q Quantity) Max() *float64 { return q.quantity.Max }

// AboveMin answers the field of that name.
func (q Quantity) AboveMin() bool { return q.quantity.AboveMin }

// BelowMax answers the field of that name.
func (q Quantity) BelowMax() bool { return q.quantity.BelowMax }

// Approximate answers the field of that name.
func (q Quantity) Approximate() bool { return q.quantity.Approximate }

// Unit answers the field of that name.
func (q Quantity) Unit() *string { return optional(q.quantity.Unit) }
