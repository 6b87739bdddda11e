package table

import (
	"fmt"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A decoder turns the nodes of a mapping file into the parts of a mapping, and gathers
// what is wrong with them.
type decoder struct {
	mistakes []*formats.Error
	// sheet is the one that is being read; its columns are those that texts name.
	sheet *sheet
}

// maxMistakes is how many mistakes of a mapping are reported at once.
const maxMistakes = 20

func (d *decoder) refuse(at formats.Position, field, value, reason, accepted string) {
	d.note(at, &kg.InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted})
}

func (d *decoder) note(at formats.Position, err error) {
	if len(d.mistakes) < maxMistakes {
		d.mistakes = append(d.mistakes, &formats.Error{At: at, Err: err})
	}
}

// A field is a key that a mapping may have, and what reads its value.
type field struct {
	name string
	read func(*node)
}

// fields reads a mapping that has some of the fields.
func (d *decoder) fields(n *node, what string, known []field) {
	if !d.expect(n, mappingNode, what) {
		return
	}
	for i, k := range n.keys {
		read := func(*node) {
			names := make([]string, len(known))
			for j, f := range known {
				names[j] = f.name
			}
			d.refuse(k.at, what, k.name, "not known here", "write "+strings.Join(names, ", "))
		}
		for _, f := range known {
			if f.name == k.name {
				read = f.read
			}
		}
		read(n.items[i])
	}
}

// list reads each item of a list; one item may stand alone.
func (d *decoder) list(n *node, read func(*node)) {
	if n.kind != listNode {
		read(n)
		return
	}
	for _, item := range n.items {
		read(item)
	}
}

// expect reports whether n is of the kind, and notes a mistake if it is not.
func (d *decoder) expect(n *node, want nodeKind, what string) bool {
	if n.kind == want {
		return true
	}
	d.refuse(n.at, what, n.text, "is "+string(n.kind), "write "+string(want))
	return false
}

// scalar returns the text of a single value.
func (d *decoder) scalar(n *node, what string) (string, bool) {
	if n.scalar() {
		return n.text, true
	}
	d.refuse(n.at, what, "", "is "+string(n.kind), "write a text; quote one that begins with { or [")
	return "", false
}

// str returns what reads a text into to.
func (d *decoder) str(what string, to *string) func(*node) {
	return func(n *node) { *to, _ = d.scalar(n, what) }
}

// flag returns what reads true or false.
func (d *decoder) flag(what string, to *bool) func(*node) {
	return func(n *node) {
		if d.expect(n, boolNode, what) {
			*to = strings.EqualFold(n.text, "true")
		}
	}
}

// count returns what reads a whole number that is not negative.
func (d *decoder) count(what string, to *int) func(*node) {
	return func(n *node) {
		number, err := strconv.Atoi(n.text)
		if !n.scalar() || err != nil || number < 0 {
			d.refuse(n.at, what, n.text, "not a number of lines", "write 0, 1, 2 and so on")
			return
		}
		*to = number
	}
}

// strs returns what reads a text, or a list of them.
func (d *decoder) strs(what string, to *[]string) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			if text, ok := d.scalar(item, what); ok {
				*to = append(*to, text)
			}
		})
	}
}

// table returns what reads a mapping of texts to texts.
func (d *decoder) table(what string, to *map[string]string) func(*node) {
	return func(n *node) {
		if !d.expect(n, mappingNode, what) {
			return
		}
		*to = map[string]string{}
		for i, k := range n.keys {
			if text, ok := d.scalar(n.items[i], fmt.Sprintf("%s[%s]", what, k.name)); ok {
				(*to)[k.name] = text
			}
		}
	}
}

// word returns what reads one of some words.
func word[T ~string](d *decoder, what string, to *T, accepted ...T) func(*node) {
	return func(n *node) {
		text, ok := d.scalar(n, what)
		if !ok {
			return
		}
		words := make([]string, len(accepted))
		for i, a := range accepted {
			if words[i] = string(a); a == T(text) {
				*to = a
				return
			}
		}
		d.refuse(n.at, what, text, "not known", "write "+strings.Join(words, ", "))
	}
}
