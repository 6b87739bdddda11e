package view

import (
	"context"
	"slices"
	"strings"

	"entente/kg"
)

// A Property is a value of that type.
type Property struct {
	Name  string
	Value Value
}

// properties returns the values of a record. One that names an entity which is not
// shown is left out: its id would tell the reader of it.
func (r record) properties(ctx context.Context, values kg.Properties) ([]Property, error) {
	fields, err := r.cohort.propertyFields()
	if err != nil {
		return nil, err
	}
	nodes, err := r.cohort.follow(ctx, fields...)
	if err != nil {
		return nil, err
	}
	made := make([]Property, 0, len(values))
	for _, name := range values.Names() {
		value := values[name]
		if value.Type != kg.ValueEntity || nodes[place{value.Entity, r.view}] != nil {
			made = append(made, Property{name, Value{r, value, fields}})
		}
	}
	return made, nil
}

// propertyFields lists the properties in which members of the cohort name an entity,
// so that these are fetched together.
func (c *cohort) propertyFields() ([]string, error) {
	return together(c, "property fields", func() ([]string, error) {
		var fields []string
		for _, m := range c.members() {
			for _, ref := range m.rec.References() {
				if strings.HasPrefix(ref.Field, "properties.") {
					fields = append(fields, ref.Field)
				}
			}
		}
		slices.Sort(fields)
		return slices.Compact(fields), nil
	})
}

// A Value is a value of that type, of a field of a record.
type Value struct {
	of    record
	value kg.Value
	// fields are those whose entities are fetched together with this one's.
	fields []string
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
	nodes, err := v.of.cohort.follow(ctx, v.fields...)
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
