package wikidata

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/kg"
)

// qualifiers are the names of the properties of relationships that qualifiers become.
// Every other becomes wikidata-pNNN.
var qualifiers = map[string]string{
	"P642": "of", "P768": "electoral-district", "P1365": "replaces", "P1366": "replaced-by", "P1480": "circumstances",
	"P1534": "end-cause", "P1545": "ordinal", "P2868": "subject-role", "P2937": "parliamentary-term",
	"P3831": "object-role", "P4100": "parliamentary-group",
}

// timed are the qualifiers that are read as times.
var timed = []string{startTime, endTime, pointInTime, floruit, earliestDate, latestDate}

// qualify keeps the qualifiers that are not times as properties, and the rank.
func (s *saying) qualify(r *kg.Relationship) {
	for _, property := range slices.Sorted(maps.Keys(s.Qualifiers)) {
		if slices.Contains(timed, property) || !propertyPattern.MatchString(property) {
			continue
		}
		name := qualifiers[property]
		if name == "" {
			name = "wikidata-" + strings.ToLower(property)
		}
		for n, i := 1, 0; i < len(s.Qualifiers[property]) && len(r.Properties) < kg.MaxItems-1; i++ {
			v, ok := s.qualifier(&s.Qualifiers[property][i])
			switch {
			case !ok:
				continue
			case n == 1:
				r.Properties[name] = v
			default:
				r.Properties[fmt.Sprintf("%s-%d", name, n)] = v
			}
			n++
		}
	}
	if s.Rank != "" && s.Rank != "normal" {
		r.Properties["wikidata-rank"] = kg.Value{Type: kg.ValueText, Text: clip(s.Rank)}
	}
	if len(r.Properties) == 0 {
		r.Properties = nil
	}
}

// qualifier reads the value of a qualifier, and reports whether it is one that is kept.
func (s *saying) qualifier(q *snak) (kg.Value, bool) {
	if id, ok := q.item(); ok {
		if _, known := s.index.class(id); !known {
			s.mention(id, kg.ClassActor)
		}
		return kg.Value{Type: kg.ValueEntity, Entity: kg.ID(id)}, true
	}
	switch q.Value.Type {
	case "quantity":
		number, problem := q.number()
		return kg.Value{Type: kg.ValueNumber, Number: number}, problem == ""
	case "time":
		d, ok := new(period).date(q)
		return kg.Value{Type: kg.ValueDate, Date: d.edtf}, ok && d.edtf != ""
	default:
		text, _ := q.text()
		return kg.Value{Type: kg.ValueText, Text: clip(text)}, text != ""
	}
}

// number reads the quantity of a snak. The problem says why it is none.
func (s *snak) number() (number *kg.Quantity, problem string) {
	var v quantity
	if !s.read(&v) {
		return nil, "not a quantity"
	}
	q, err := kg.ParseQuantity(strings.TrimPrefix(v.Amount, "+"))
	if err != nil || q.Min == nil || q.Max == nil {
		return nil, "`" + clip(v.Amount) + "`: not a number that is read here"
	}
	low, lowErr := kg.ParseQuantity(strings.TrimPrefix(v.Lower, "+"))
	high, highErr := kg.ParseQuantity(strings.TrimPrefix(v.Upper, "+"))
	if lowErr == nil && highErr == nil && low.Min != nil && high.Max != nil && *low.Min < *high.Max {
		q.Min, q.Max = low.Min, high.Max
	}
	if v.Unit != "" && v.Unit != "1" {
		unit := v.Unit[strings.LastIndexByte(v.Unit, '/')+1:]
		if q.Unit = units[unit]; q.Unit == "" {
			return nil, "the unit " + clip(unit) + " is not one that is known here"
		}
	}
	return &q, ""
}
