package dataset

import (
	"slices"
	"strconv"
	"strings"

	"entente/formats"
)

// A node is one value of a document and where it stands. YAML and JSON are read into
// nodes and written from them, so that there is one way from these to records.
type node struct {
	at   formats.Position
	kind nodeKind
	// text is a scalar as it was written, without its quotes.
	text string
	// items are the items of a list, or the values of a mapping.
	items []*node
	// keys are the keys of a mapping, in the order of items.
	keys []key
}

// A key is a key of a mapping and where it stands.
type key struct {
	at   formats.Position
	name string
}

type nodeKind string

// The kinds of nodes, in the words of error messages. A scalar written without
// quotes is text unless YAML or JSON reads it as one of the others.
const (
	textNode    nodeKind = "text"
	numberNode  nodeKind = "a number"
	boolNode    nodeKind = "true or false"
	nothingNode nodeKind = "nothing"
	listNode    nodeKind = "a list"
	mappingNode nodeKind = "a mapping"
)

// scalar reports whether n is a single value other than nothing.
func (n *node) scalar() bool {
	return n.kind == textNode || n.kind == numberNode || n.kind == boolNode
}

// textOf returns the node of a text.
func textOf(text string) *node { return &node{kind: textNode, text: text} }

// set gives a mapping a field behind its others.
func (n *node) set(name string, value *node) {
	n.keys = append(n.keys, key{name: name})
	n.items = append(n.items, value)
}

// without returns a mapping without one of its fields, and that field's value, which
// is nil where there is none.
func (n *node) without(name string) (rest, value *node) {
	at := slices.IndexFunc(n.keys, func(k key) bool { return k.name == name })
	if at < 0 {
		return n, nil
	}
	rest, value = &node{at: n.at, kind: n.kind}, n.items[at]
	rest.keys = append(append(rest.keys, n.keys[:at]...), n.keys[at+1:]...)
	rest.items = append(append(rest.items, n.items[:at]...), n.items[at+1:]...)
	return rest, value
}

// of returns the place of what a path such as "names[1].kind" leads to, or of the
// last on the way that is there.
func (n *node) of(path string) formats.Position {
	for path != "" {
		next, rest := n.step(path)
		if next == nil {
			break
		}
		n, path = next, rest
	}
	return n.at
}

// step follows the first part of a path. The names of properties may have dots and
// brackets in them, so the longest name that fits counts.
func (n *node) step(path string) (next *node, rest string) {
	if inner, ok := strings.CutPrefix(path, "["); ok {
		number, behind, _ := strings.Cut(inner, "]")
		if i, err := strconv.Atoi(number); err == nil && i >= 0 && i < len(n.items) {
			return n.items[i], strings.TrimPrefix(behind, ".")
		}
		return nil, ""
	}
	longest := -1
	for i, k := range n.keys {
		behind, ok := strings.CutPrefix(path, k.name)
		if ok && len(k.name) > longest && (behind == "" || behind[0] == '.' || behind[0] == '[') {
			longest, next, rest = len(k.name), n.items[i], strings.TrimPrefix(behind, ".")
		}
	}
	return next, rest
}
