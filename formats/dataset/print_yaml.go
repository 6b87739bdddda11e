package dataset

import "unicode/utf8"

// maxColumns is how long a line gets before what it has is spread over several.
const maxColumns = 100

// appendFields appends a mapping, a field a line. first stands before the first field,
// in the place of the indentation of the others.
func appendFields(b []byte, n *node, first, indent string) []byte {
	for i, k := range n.keys {
		b = append(b, first...)
		first = indent
		b = append(appendScalarYAML(b, textOf(k.name)), ':')
		b = appendValue(b, n.items[i], indent, utf8.RuneCountInString(indent)+len(k.name)+2)
	}
	return b
}

// appendValue appends the value of a field, on the field's line if it ends within
// [maxColumns], and the line's end. before is how many columns there are before it.
func appendValue(b []byte, n *node, indent string, before int) []byte {
	start := len(b)
	b = appendFlow(append(b, ' '), n)
	short := before+utf8.RuneCount(b[start:]) <= maxColumns
	if short || n.scalar() || len(n.items) == 0 {
		return append(b, '\n')
	}
	b = append(b[:start], '\n')
	indent += "  "
	if n.kind == mappingNode {
		return appendFields(b, n, indent, indent)
	}
	for _, item := range n.items {
		b = append(appendFlow(append(append(b, indent...), "- "...), item), '\n')
	}
	return b
}

// appendFlow appends a value on one line.
func appendFlow(b []byte, n *node) []byte {
	brackets := "[]"
	switch n.kind {
	case listNode:
	case mappingNode:
		brackets = "{}"
	default:
		return appendScalarYAML(b, n)
	}
	b = append(b, brackets[0])
	for i, item := range n.items {
		if i > 0 {
			b = append(b, ", "...)
		}
		if n.kind == mappingNode {
			b = append(appendScalarYAML(b, textOf(n.keys[i].name)), ": "...)
		}
		b = appendFlow(b, item)
	}
	return append(b, brackets[1])
}

// appendScalarYAML appends a single value, a text with quotes only where it needs them.
func appendScalarYAML(b []byte, n *node) []byte {
	if n.kind == textNode && !plain(n.text) {
		return appendQuoted(b, n.text)
	}
	return append(b, n.text...)
}
