package kg

import (
	"maps"
	"slices"
)

// ValueType says what a value is.
type ValueType string

// The types of values. NONE belongs to claims that need no value, such as that
// something exists.
const (
	ValueNone   ValueType = "NONE"
	ValueNumber ValueType = "NUMBER"
	ValueDate   ValueType = "DATE"
	ValueText   ValueType = "TEXT"
	ValueEntity ValueType = "ENTITY"
)

// A Value is what a claim or a property says: exactly the field of its type is set.
type Value struct {
	Type   ValueType `json:"type"`
	Number *Quantity `json:"number,omitempty"`
	// Date is a canonical EDTF date, instant or interval.
	Date   string `json:"date,omitempty"`
	Text   string `json:"text,omitempty"`
	Entity ID     `json:"entity,omitempty"`
}

// ParseValue reads text as a value of the type. A number without a unit gets the
// one given. Errors are [*InvalidError].
func ParseValue(t ValueType, text, unit string) (Value, error) {
	v := Value{Type: t}
	switch t {
	case ValueNumber:
		q, err := ParseQuantity(text)
		if q.Unit == "" {
			q.Unit = unit
		}
		v.Number = &q
		return v, err
	case ValueDate:
		validity, err := Written{EDTF: text}.Read(0)
		v.Date = validity.EDTF
		return v, withoutField(err)
	case ValueEntity:
		v.Entity = ID(text)
	case ValueText:
		v.Text = text
	case ValueNone:
		if text != "" {
			return Value{}, &InvalidError{Value: text, Reason: "this property takes no value"}
		}
	}
	return v, v.validate()
}

// String writes v as [ParseValue] reads it.
func (v Value) String() string {
	switch v.Type {
	case ValueNumber:
		return v.Number.String()
	case ValueDate:
		return v.Date
	case ValueEntity:
		return string(v.Entity)
	default:
		return v.Text
	}
}

func (v Value) validate() error {
	switch v.Type {
	case ValueNumber:
		if v.Number == nil || (v.Number.Min == nil && v.Number.Max == nil) {
			return &InvalidError{Reason: "a number is needed", Accepted: quantityAccepted}
		}
		return nil
	case ValueDate:
		_, err := Written{EDTF: v.Date}.Read(0)
		return withoutField(err)
	case ValueText:
		return under("text", required("", v.Text, MaxText))
	case ValueEntity:
		return under("entity", v.Entity.Validate())
	default:
		return oneOf("type", v.Type, ValueNone, ValueNumber, ValueDate, ValueText, ValueEntity)
	}
}

// withoutField takes the field off an InvalidError whose value stands alone.
func withoutField(err error) error {
	if invalid, ok := err.(*InvalidError); ok { //nolint:errorlint // Read returns it unwrapped
		alone := *invalid
		alone.Field = ""
		return &alone
	}
	return err
}

// Properties are the further values of an entity or relationship, by name.
type Properties map[string]Value

func (p Properties) validate() error {
	if len(p) > MaxItems {
		return tooMany("properties", len(p))
	}
	for _, name := range p.Names() {
		field := "properties." + name
		if err := required(field, name, MaxName); err != nil {
			return err
		}
		if err := p[name].validate(); err != nil {
			return under(field, err)
		}
	}
	return nil
}

// Names lists the names of the properties in order.
func (p Properties) Names() []string { return slices.Sorted(maps.Keys(p)) }

func (p Properties) references() []Reference {
	var refs []Reference
	for _, name := range p.Names() {
		if v := p[name]; v.Type == ValueEntity {
			refs = append(refs, Reference{"properties." + name, v.Entity, ClassEntity})
		}
	}
	return refs
}
