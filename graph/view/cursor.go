package view

import (
	"encoding/base64"
	"encoding/json"

	"entente/kg"
)

// A cursor is a place in an order, written so that it can stand in a query. It
// names its order, so that one from another list is refused and not misread.
type cursor struct {
	Field      kg.OrderField `json:"f"`
	Descending bool          `json:"d,omitempty"`
	Number     int64         `json:"n,omitempty"`
	Text       string        `json:"t,omitempty"`
	ID         kg.ID         `json:"i"`
}

func encodeCursor(o kg.Order, k kg.Key) string {
	return encode(cursor{o.Field, o.Descending, k.Number, k.Text, k.ID})
}

// encode writes a place that consists of strings, numbers and bools.
func encode(place any) string {
	text, err := json.Marshal(place)
	if err != nil {
		panic(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// decode reads what encode wrote, and reports whether it could.
func decode(text string, place any) bool {
	if len(text) > maxCursor {
		return false
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil && json.Unmarshal(raw, place) == nil
}

// notACursor refuses what is no cursor of the list.
func notACursor(field, text string) *kg.InvalidError {
	return &kg.InvalidError{
		Field: field, Value: text, Reason: "not a cursor of this list",
		Accepted: "give the cursor of an edge, from a list in the same order",
	}
}

// maxCursor is longer than the cursor of the longest name and id.
const maxCursor = 16 << 10

// decodeCursor reads a cursor of a list in an order; nil for none.
func decodeCursor(field string, o kg.Order, text *string) (*kg.Key, error) {
	if text == nil {
		return nil, nil //nolint:nilnil // no cursor is a good answer
	}
	var c cursor
	if !decode(*text, &c) || c.ID.Validate() != nil ||
		(kg.Order{Field: c.Field, Descending: c.Descending}) != o {
		return nil, notACursor(field, *text)
	}
	return &kg.Key{Number: c.Number, Text: c.Text, ID: c.ID}, nil
}

// listOrder is the order of a list of records of a class. The class is a part of it:
// the labels of entities and sources are both names, and yet a place in the one
// list is none in the other.
func listOrder(class kg.Class, o kg.Order) kg.Order {
	o.Field = kg.OrderField(class) + " " + o.Field
	return o
}

// pageOf reads the paging arguments of a list in an order; class is that of its
// records, or empty where the order is the list's own.
func pageOf(
	class kg.Class, o kg.Order, first *int, after *string, last *int, before *string,
) (kg.Page, error) {
	if class != "" {
		o = listOrder(class, o)
	}
	from, err := decodeCursor("after", o, after)
	if err != nil {
		return kg.Page{}, err
	}
	until, err := decodeCursor("before", o, before)
	return kg.Page{First: first, Last: last, After: from, Before: until}, err
}
