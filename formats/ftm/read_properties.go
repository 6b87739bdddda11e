package ftm

import (
	"maps"
	"slices"
	"strconv"

	"entente/formats"
	"entente/kg"
)

// maxValues is how many values of one property are kept.
const maxValues = 100

// fields are the properties that an entity or relationship has a field for.
var fields = map[string]bool{
	"name": true, "alias": true, "weakAlias": true, "previousName": true, "summary": true,
	"full": true, "latitude": true, "longitude": true, "wikidataId": true, "proof": true, "sourceUrl": true,
}

// properties reads all that has no field of its own, each value under the name of its
// property; see [formats.PutSeveral].
func (it *item) properties() kg.Properties {
	l := it.line
	read := kg.Properties{}
	start, end := l.bounds()
	for _, name := range slices.Sorted(maps.Keys(l.Properties)) {
		texts := l.Properties[name]
		switch {
		case fields[name], name == start, name == end, l.isRef(name), len(texts) == 0:
			continue
		case name == "description" && l.first("summary") == "":
			texts = texts[1:] // the first is the summary
		case len(texts) > maxValues:
			it.remark("properties."+name, "", strconv.Itoa(len(texts)-maxValues)+" values are left out")
			texts = texts[:maxValues]
		}
		many := make([]kg.Value, len(texts))
		for i, text := range texts {
			many[i] = l.value(name, it.cut(name, text, kg.MaxText))
		}
		formats.PutSeveral(read, name, many)
	}
	if len(read) == 0 {
		return nil
	}
	return read
}

// isRef reports whether a property names entities to which the line is tied.
func (l *line) isRef(name string) bool {
	return slices.ContainsFunc(l.shape.refs, func(r ref) bool { return r.property == name })
}

// units are the currencies of amounts that say theirs by their name.
var units = map[string]string{"amountEur": "EUR", "amountUsd": "USD"}

// value reads a value as what its property holds, or as text where it is not that.
func (l *line) value(name, text string) kg.Value {
	switch l.shape.props[name] {
	case dateProp:
		if date := dateText(text); date != "" {
			return kg.Value{Type: kg.ValueDate, Date: string(date)}
		}
	case numberProp:
		unit := units[name]
		if name == "amount" && len(l.Properties["currency"]) == 1 {
			unit = l.first("currency")
		}
		if v, err := kg.ParseValue(kg.ValueNumber, text, unit); err == nil {
			return v
		}
	}
	return kg.Value{Type: kg.ValueText, Text: text}
}
