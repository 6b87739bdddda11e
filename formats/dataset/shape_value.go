package dataset

import (
	"reflect"

	"entente/kg"
)

// A value is the value of a property of an entity or relationship: a text or a
// number alone, or a mapping with the one field that says what it is.
type value struct {
	Number   *string   `name:"number"`
	Quantity *quantity `name:"quantity"`
	Date     *string   `name:"date"`
	Text     *string   `name:"text"`
	Entity   *string   `name:"entity"`
}

// A quantity is a number that has no text: a range whose bounds are not both in it,
// or a unit that is not made of letters.
type quantity struct {
	Min         *float64 `name:"min"`
	Max         *float64 `name:"max"`
	AboveMin    bool     `name:"aboveMin"`
	BelowMax    bool     `name:"belowMax"`
	Approximate bool     `name:"approximate"`
	Unit        string   `name:"unit"`
}

func (v *value) fromScalar(n *node) {
	if n.kind == numberNode {
		v.Number = &n.text
		return
	}
	v.Text = &n.text
}

func (v *value) toScalar() *node {
	switch {
	case v.Text != nil:
		return textOf(*v.Text)
	case v.Number != nil && isNumber(*v.Number):
		return &node{kind: numberNode, text: *v.Number}
	default:
		return nil
	}
}

// parse reads v, which must say exactly one thing.
func (v *value) parse() (kg.Value, error) {
	var set []kg.ValueType
	var text string
	for _, field := range []struct {
		kind kg.ValueType
		text *string
	}{
		{kg.ValueNumber, v.Number},
		{kg.ValueDate, v.Date},
		{kg.ValueText, v.Text},
		{kg.ValueEntity, v.Entity},
	} {
		if field.text != nil {
			set, text = append(set, field.kind), *field.text
		}
	}
	switch {
	case v.Quantity != nil && len(set) == 0:
		return v.Quantity.value()
	case v.Quantity != nil || len(set) != 1:
		return kg.Value{}, &kg.InvalidError{
			Reason:   "not one value",
			Accepted: "write a text, a number, or one of number, quantity, date, text, entity",
		}
	}
	return kg.ParseValue(set[0], text, "")
}

func (q *quantity) value() (kg.Value, error) {
	if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
		return kg.Value{}, &kg.InvalidError{Reason: "the range ends before it begins"}
	}
	number := kg.Quantity(*q)
	return kg.Value{Type: kg.ValueNumber, Number: &number}, nil
}

// valueOf returns the shape of a value. A number is a text if that reads as the number.
func valueOf(v kg.Value) value {
	text := v.String()
	switch v.Type {
	case kg.ValueNumber:
		if !reads(text, "", v) {
			q := quantity(*v.Number)
			return value{Quantity: &q}
		}
		return value{Number: &text}
	case kg.ValueDate:
		return value{Date: &text}
	case kg.ValueEntity:
		return value{Entity: &text}
	default:
		return value{Text: &text}
	}
}

// reads reports whether a text reads as a value, given the unit of what has none.
func reads(text, unit string, v kg.Value) bool {
	read, err := kg.ParseValue(v.Type, text, unit)
	return err == nil && reflect.DeepEqual(read, v)
}

// A stated is the value of a claim: a text or number alone, read as the value type of
// the claim's property, or a mapping that says itself what it is.
type stated struct {
	value
	alone *node
}

func (s *stated) fromScalar(n *node) { s.alone = n }

func (s *stated) toScalar() *node { return s.alone }

// read returns what s says, of a property; a nil s says nothing.
func (s *stated) read(property *kg.Term) (kg.Value, error) {
	switch {
	case s == nil:
		return kg.ParseValue(property.ValueType, "", property.Unit)
	case s.alone != nil:
		return kg.ParseValue(property.ValueType, s.alone.text, property.Unit)
	default:
		return s.parse()
	}
}

// statedOf returns the shape of what a claim says, of a property that may be nil where
// it is not known. Nothing is said where the property takes no value.
func statedOf(v kg.Value, property *kg.Term) *stated {
	switch {
	case v.Type == kg.ValueNone:
		return nil
	case property == nil || property.ValueType != v.Type:
		return &stated{value: valueOf(v)}
	case v.Type != kg.ValueNumber:
		return &stated{alone: textOf(v.String())}
	}
	bare := *v.Number
	if bare.Unit == property.Unit {
		bare.Unit = ""
	}
	text := bare.String()
	switch {
	case !reads(text, property.Unit, v):
		return &stated{value: valueOf(v)}
	case isNumber(text):
		return &stated{alone: &node{kind: numberNode, text: text}}
	default:
		return &stated{alone: textOf(text)}
	}
}
