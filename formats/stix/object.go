package stix

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"entente/formats"
	"entente/kg"
)

// An object is one of a bundle.
type object struct {
	at  formats.Position
	raw []byte
	// all are its properties, as JSON has them, with numbers as they are written.
	all map[string]any
	// Type and id are those every object has.
	kind, id string
	exact    *extension
}

// typeOf returns the type that an id of STIX begins with, or "" where a text is none: a
// type, two hyphens and a UUID.
func typeOf(id string) string {
	kind := len(id) - len("--00000000-0000-0000-0000-000000000000")
	if kind < 1 || id[kind:kind+2] != "--" || id[0] < 'a' || id[0] > 'z' {
		return ""
	}
	for i := range kind {
		if c := id[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	for i, c := range []byte(id[kind+2:]) {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		if hyphen != (c == '-') || !hyphen && !hexDigit(c) {
			return ""
		}
	}
	return id[:kind]
}

func hexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// decode reads an object.
func decode(from formats.JSONValue) (*object, error) {
	o := &object{at: from.At, raw: from.Text}
	d := json.NewDecoder(bytes.NewReader(from.Text))
	d.UseNumber()
	if err := d.Decode(&o.all); err != nil || o.all == nil {
		return o, o.blame(&kg.InvalidError{Reason: "not an object of STIX", Accepted: "write objects in the list `objects`"})
	}
	o.kind, o.id = o.text("type"), o.text("id")
	switch {
	case o.kind == "bundle":
		return o, o.blame(&kg.InvalidError{Field: "objects", Reason: "the bundle has no objects"})
	case o.kind == "":
		return o, o.blame(&kg.InvalidError{Field: "type", Reason: "must be set"})
	case typeOf(o.id) != o.kind:
		return o, o.blame(&kg.InvalidError{
			Field: "id", Value: o.id, Reason: "not the id of an object of this type",
			Accepted: "write " + o.kind + "-- and a UUID",
		})
	}
	o.exact = extensionOf(o.all)
	return o, nil
}

// blame returns what is wrong with an object, at its place.
func (o *object) blame(err error) *formats.Error { return &formats.Error{At: o.at, Err: err} }

// text returns a property that is a text, without white space around it.
func (o *object) text(name string) string {
	text, _ := o.all[name].(string)
	return strings.TrimSpace(text)
}

// list returns the texts of a property that is a list of them.
func (o *object) list(name string) []string {
	many, _ := o.all[name].([]any)
	var texts []string
	for _, one := range many {
		if text, ok := one.(string); ok && strings.TrimSpace(text) != "" {
			texts = append(texts, strings.TrimSpace(text))
		}
	}
	return texts
}

// flag returns a property that is true or false.
func (o *object) flag(name string) bool { b, _ := o.all[name].(bool); return b }

// modified returns when the object was last changed, as far as it says.
func (o *object) modified() int64 {
	for _, name := range [...]string{"modified", "created"} {
		if t, err := time.Parse(time.RFC3339Nano, o.text(name)); err == nil {
			return t.UnixMicro()
		}
	}
	return 0
}

// An extension is what Entente puts beside what STIX can say, in an object's extensions.
type extension struct {
	Type string `json:"extension_type"`
	// EDTF is the time of the record as it was written, for whoever reads it.
	EDTF string `json:"edtf,omitempty"`
	// Class and Record are the record as it is in the graph. It is a text, since names of
	// properties in STIX have no capitals.
	Class  kg.Class `json:"record_class,omitempty"`
	Record string   `json:"record,omitempty"`
	// About and Vocabulary say what a bundle is of and hold its terms, as a text of JSON.
	About      map[string]string `json:"about,omitempty"`
	Vocabulary string            `json:"vocabulary,omitempty"`
}

// extensionID is the id of the definition of the extension.
const extensionID = "extension-definition--6b2f04a5-0f4e-5d0e-9c53-6a9d8fd9cf6d"

// extensionOf finds Entente's extension, or returns nil.
func extensionOf(all map[string]any) *extension {
	extensions, _ := all["extensions"].(map[string]any)
	own, found := extensions[extensionID]
	if !found {
		return nil
	}
	text, err := json.Marshal(own)
	x := &extension{}
	if err != nil || json.Unmarshal(text, x) != nil {
		return &extension{Class: "?", Record: string(text)} // refused when it is read
	}
	if x.Record == "" && x.Vocabulary == "" {
		return nil
	}
	return x
}

// id returns the id of the record that an extension holds; "" where it holds none.
func (x *extension) id() kg.ID {
	var head struct {
		ID kg.ID `json:"id"`
	}
	if x == nil || json.Unmarshal([]byte(x.Record), &head) != nil || head.ID.Validate() != nil {
		return ""
	}
	return head.ID
}
