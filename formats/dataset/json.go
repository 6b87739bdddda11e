package dataset

import (
	"entente/formats"
	"entente/kg"
)

// maxNodes is how many values one line may have. Records within package kg's limits
// have far fewer, and within it a line takes memory in proportion to its length.
const maxNodes = 50_000

// A jsonReader reads values into nodes, which are valid until it reads the next. It
// is strict: a field twice, a lone surrogate or anything behind the value is refused.
type jsonReader struct {
	at   formats.Position
	text string
	pos  int
	// nodes are those in use and, behind them, those to be used again.
	nodes []*node
	used  int
}

// read reads the one value of a text that begins at a position.
func (j *jsonReader) read(at formats.Position, text string) (*node, error) {
	j.at, j.text, j.pos, j.used = at, text, 0, 0
	n, err := j.value(1)
	if err != nil {
		return nil, err
	}
	if j.space(); j.pos < len(j.text) {
		return nil, j.fail("more than one value on a line", "write each record on a line of its own")
	}
	return n, nil
}

// fail refuses what stands where the reader is.
func (j *jsonReader) fail(reason, accepted string) error {
	return &formats.Error{At: j.here(), Err: &kg.InvalidError{Reason: reason, Accepted: accepted}}
}

func (j *jsonReader) here() formats.Position {
	at := j.at
	at.Column += j.pos
	return at
}

// next returns the byte where the reader is, or 0 at the end.
func (j *jsonReader) next() byte {
	if j.pos < len(j.text) {
		return j.text[j.pos]
	}
	return 0
}

// space passes over white space.
func (j *jsonReader) space() {
	for j.pos < len(j.text) {
		switch j.text[j.pos] {
		case ' ', '\t', '\r', '\n':
			j.pos++
		default:
			return
		}
	}
}

// node returns a node for the value where the reader is.
func (j *jsonReader) node(kind nodeKind) *node {
	if j.used == len(j.nodes) {
		block := make([]node, max(64, min(len(j.nodes), 1024)))
		for i := range block {
			j.nodes = append(j.nodes, &block[i])
		}
	}
	n := j.nodes[j.used]
	j.used++
	*n = node{at: j.here(), kind: kind, items: n.items[:0], keys: n.keys[:0]}
	return n
}

// value reads a value that stands in so many lists and objects, itself counted.
func (j *jsonReader) value(depth int) (*node, error) {
	j.space()
	switch {
	case depth > maxNesting:
		return nil, j.fail("lists and objects stand too deep in one another", "")
	case j.used == maxNodes:
		return nil, j.fail("too many values on one line", "")
	}
	switch c := j.next(); {
	case c == '{':
		return j.object(depth)
	case c == '[':
		return j.list(depth)
	case c == '"':
		n := j.node(textNode)
		text, err := j.quoted()
		n.text = text
		return n, err
	case c == '-' || c >= '0' && c <= '9':
		return j.number()
	default:
		return j.word()
	}
}

func (j *jsonReader) number() (*node, error) {
	end := numberEnd(j.text, j.pos)
	if end < 0 {
		return nil, j.fail("not a number in JSON", "write digits, such as -12.5")
	}
	n := j.node(numberNode)
	n.text, j.pos = j.text[j.pos:end], end
	return n, nil
}

// word reads true, false or null.
func (j *jsonReader) word() (*node, error) {
	end := j.pos
	for end < len(j.text) && j.text[end] >= 'a' && j.text[end] <= 'z' {
		end++
	}
	var n *node
	switch word := j.text[j.pos:end]; {
	case word == "true" || word == "false":
		n = j.node(boolNode)
		n.text = word
	case word == "null":
		n = j.node(nothingNode)
	case j.pos == len(j.text):
		return nil, j.fail("the line ends within a value", "")
	default:
		return nil, j.fail("not JSON", `write each record on one line, as {"record": …}`)
	}
	j.pos = end
	return n, nil
}
