package formats

import (
	"bytes"
	"encoding/json"
	"iter"
)

// Members yields the members of an object, or the items of an array, each with its own
// place; of another value none. The value must be JSON.
func (v JSONValue) Members() iter.Seq[JSONValue] {
	return func(yield func(JSONValue) bool) {
		c := cursor{text: v.Text, at: v.At}
		object := c.begins("{")
		if !object && !c.begins("[") {
			return
		}
		c.skip(1)
		for c.blank(", \t\r\n"); !c.begins("}") && !c.begins("]"); c.blank(", \t\r\n") {
			var key string
			if object {
				if json.Unmarshal(c.value(), &key) != nil {
					return
				}
				c.blank(": \t\r\n")
			}
			at := c.at
			text := c.value()
			if len(text) == 0 || !yield(JSONValue{At: at, Key: key, Text: text}) {
				return
			}
		}
	}
}

// A cursor goes through JSON that is known to be such.
type cursor struct {
	text []byte
	at   Position
}

func (c *cursor) begins(with string) bool { return bytes.HasPrefix(c.text, []byte(with)) }

// skip passes over n bytes.
func (c *cursor) skip(n int) {
	c.at = c.at.after(c.text[:n])
	c.text = c.text[n:]
}

// blank passes over bytes of a set.
func (c *cursor) blank(set string) {
	c.skip(len(c.text) - len(bytes.TrimLeft(c.text, set)))
}

// value passes over a value and returns its text.
func (c *cursor) value() []byte {
	n := valueLength(c.text)
	text := c.text[:n]
	c.skip(n)
	return text
}

// valueLength returns how long the value is that a text begins with.
func valueLength(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted:
			if depth == 0 && (blank(c) || c == ',' || nests(c) < 0) {
				return i
			}
			depth += nests(c)
		}
		if depth == 0 && !quoted && (nests(text[i]) < 0 || text[i] == '"') {
			return i + 1
		}
	}
	return len(text)
}
