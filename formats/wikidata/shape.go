package wikidata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// The structs below are the parts of Wikibase JSON that are read.

// A members is an object, which Wikibase writes as [] where it is empty.
type members[T any] map[string]T

// UnmarshalJSON reads an object or an empty array.
func (m *members[T]) UnmarshalJSON(text []byte) error {
	if inner, array := bytes.CutPrefix(text, []byte("[")); array && string(bytes.TrimSpace(inner)) == "]" {
		*m = nil
		return nil
	}
	var all map[string]T
	if err := json.Unmarshal(text, &all); err != nil {
		return fmt.Errorf("read an object: %w", err)
	}
	*m = all
	return nil
}

// A term is a label, a description or an alias.
type term struct {
	Language string `json:"language"`
	Value    string `json:"value"`
}

type sitelink struct {
	Title string `json:"title"`
}

// A statement is one thing that an item says, with its qualifiers and references.
type statement struct {
	ID         string          `json:"id"`
	Rank       string          `json:"rank"`
	Main       snak            `json:"mainsnak"`
	Qualifiers members[[]snak] `json:"qualifiers"`
	References []reference     `json:"references"`
}

type reference struct {
	Snaks members[[]snak] `json:"snaks"`
}

// A snak is a property with a value, or the remark that there is some, or none.
type snak struct {
	Type     string    `json:"snaktype"`
	Property string    `json:"property"`
	DataType string    `json:"datatype"`
	Value    dataValue `json:"datavalue"`
}

// The types of snaks.
const (
	hasValue  = "value"
	someValue = "somevalue"
	noValue   = "novalue"
)

type dataValue struct {
	Type  string          `json:"type"`
	Value json.RawMessage `json:"value"`
}

// read decodes the value of a snak into one of the types below, and reports whether
// there is one.
func (s *snak) read(into any) bool {
	return s.Type == hasValue && json.Unmarshal(s.Value.Value, into) == nil
}

// item returns the id of the item that a snak has as its value.
func (s *snak) item() (string, bool) {
	var v struct {
		Type    string `json:"entity-type"`
		ID      string `json:"id"`
		Numeric uint64 `json:"numeric-id"`
	}
	if s.Value.Type != "wikibase-entityid" || !s.read(&v) {
		return "", false
	}
	if v.ID == "" && v.Type == "item" { // as files before 2016 have it
		v.ID = fmt.Sprintf("Q%d", v.Numeric)
	}
	_, ok := number(v.ID)
	return v.ID, ok
}

// text returns the text of a snak, and its language where it has one.
func (s *snak) text() (text, language string) {
	switch s.Value.Type {
	case "string":
		s.read(&text)
	case "monolingualtext":
		var v struct{ Text, Language string }
		s.read(&v)
		text, language = v.Text, v.Language
	}
	return strings.TrimSpace(text), language
}

// A quantity is a number with its unit, and the range in which it lies.
type quantity struct {
	Amount string `json:"amount"`
	Upper  string `json:"upperBound"`
	Lower  string `json:"lowerBound"`
	Unit   string `json:"unit"`
}

type coordinate struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	Globe     string  `json:"globe"`
}
