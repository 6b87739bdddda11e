package wikidata

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// An item is what one entity of Wikidata says.
type item struct {
	formats.JSONValue
	id, kindOfEntity     string // kindOfEntity is "item", "property" or another
	modified             string
	labels, descriptions members[term]
	aliases              members[[]term]
	sitelinks            members[sitelink]
	claims               map[string][]*statement
	// order has the properties of claims in order.
	order []string
	// places are where statements stand.
	places map[*statement]formats.JSONValue
	// broken are the statements that cannot be read.
	broken []*formats.Error
}

// parse reads an entity. The error is about it as a whole, as an [*formats.Error].
func parse(v formats.JSONValue) (*item, error) {
	i := &item{JSONValue: v, claims: map[string][]*statement{}, places: map[*statement]formats.JSONValue{}}
	for m := range v.Members() {
		var into any
		switch m.Key {
		case "id":
			into = &i.id
		case "type":
			into = &i.kindOfEntity
		case "modified":
			into = &i.modified
		case "labels":
			into = &i.labels
		case "descriptions":
			into = &i.descriptions
		case "aliases":
			into = &i.aliases
		case "sitelinks":
			into = &i.sitelinks
		case "claims":
			i.statements(m)
			continue
		case "missing":
			return i, refused(v.At, "missing", v.Key, "there is no such entity", "ask for one that there is")
		default:
			continue
		}
		if json.Unmarshal(m.Text, into) != nil {
			return i, refused(m.At, m.Key, "", "not what Wikidata writes", "take the JSON as Wikidata gives it")
		}
	}
	if i.id == "" {
		return i, refused(v.At, "id", "", "not an entity of Wikidata: it has no id",
			"take the JSON as Wikidata gives it")
	}
	if _, ok := number(i.id); !ok && (i.kindOfEntity == "item" || i.kindOfEntity == "") {
		return i, refused(v.At, "id", i.id, "not the id of an item", "write Q and a number, such as Q30")
	}
	return i, nil
}

func refused(at formats.Position, field, value, reason, accepted string) *formats.Error {
	return &formats.Error{At: at, Err: &kg.InvalidError{
		Field: field, Value: value, Reason: reason, Accepted: accepted,
	}}
}

// statements reads the statements of an item.
func (i *item) statements(claims formats.JSONValue) {
	for property := range claims.Members() {
		for v := range property.Members() {
			s := &statement{}
			if err := json.Unmarshal(v.Text, s); err != nil {
				i.broken = append(i.broken, refused(v.At, property.Key, field(err),
					"not a statement as Wikidata writes it", "take the JSON as Wikidata gives it"))
				continue
			}
			if len(i.claims[property.Key]) == 0 {
				i.order = append(i.order, property.Key)
			}
			i.claims[property.Key] = append(i.claims[property.Key], s)
			i.places[s] = v
		}
	}
	slices.SortFunc(i.order, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b) // P9 before P10
		}
		return strings.Compare(a, b)
	})
}

// field names the part of the JSON that was not of the type it should be.
func field(err error) string {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return wrong.Field
	}
	return ""
}
