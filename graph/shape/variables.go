package shape

import (
	"encoding/json"
	"strconv"

	"entente/kg"
)

// Variables returns nil where the values of variables take up to so many bytes as JSON,
// about, no list in them has more than so many items, and nothing is nested too deep.
// Others are refused with a [*kg.LimitError], and a number that is too large to be one with
// a [*kg.InvalidError].
func Variables(values map[string]any, bytes, list int) error {
	m := meter{list: list}
	if err := m.value("variables", values, -1); err != nil {
		return err
	}
	return within("variables", m.bytes, bytes, "send several requests; the limit is one of bytes")
}

// A meter adds up what values take as JSON.
type meter struct{ bytes, list int }

func (m *meter) value(named string, v any, depth int) error {
	if err := nestedWithin(depth); err != nil {
		return err
	}
	switch v := v.(type) {
	case map[string]any:
		m.bytes += len("{}")
		for name, part := range v {
			m.bytes += len(name) + len(`"":,`)
			if err := m.value(name, part, depth+1); err != nil {
				return err
			}
		}
	case []any:
		if len(v) > m.list {
			return items(named, len(v), m.list)
		}
		m.bytes += len("[]")
		for _, part := range v {
			m.bytes += len(",")
			if err := m.value(named, part, depth+1); err != nil {
				return err
			}
		}
	case string:
		m.bytes += len(v) + len(`""`)
	case json.Number:
		m.bytes += len(v)
		if _, err := v.Float64(); err != nil {
			return &kg.InvalidError{
				Field: named, Value: v.String(), Reason: "too large", Accepted: "give a number below 1e308",
			}
		}
	case bool:
		m.bytes += len(strconv.FormatBool(v))
	default:
		m.bytes += len("null")
	}
	return nil
}
