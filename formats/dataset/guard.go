package dataset

import (
	"fmt"

	"github.com/goccy/go-yaml/token"

	"entente/kg"
)

// What a file may hold at most. Within these a file is parsed in time and memory
// that grow with its size; the parser takes far more for what lies beyond.
const (
	// maxNesting is how deep lists and mappings may stand in one another. The format
	// needs eight levels.
	maxNesting = 20
	// maxKeys is how many fields one mapping may have that is written by indentation.
	maxKeys = kg.MaxItems
	// maxEmpty is how many values may be missing behind a colon or dash. None may in
	// the end, but the first ones are reported with the names of their fields.
	maxEmpty = 100
)

// A guard walks over the tokens of a file before they are parsed, and finds what
// datasets do without and what would take a parser too long.
type guard struct {
	// flows are the brackets that are open around a token.
	flows []flow
	// blocks are the lists and mappings written by indentation around it.
	blocks []block
	// started says that there was content, ended that its document is over.
	started, ended bool
	empty          int
}

// A flow is a list or mapping in brackets.
type flow struct {
	mapping bool
	// written and colon say what the present entry has so far.
	written, colon bool
}

// A block is a list or mapping whose items begin in one column.
type block struct {
	column int
	list   bool
	keys   int
}

// refused returns the first token that is not accepted, with the reason, or nil.
func refused(tokens token.Tokens) (*token.Token, error) {
	content := make(token.Tokens, 0, len(tokens))
	for _, t := range tokens {
		if t.Type != token.CommentType {
			content = append(content, t)
		}
	}
	var g guard
	for i, t := range content {
		var next *token.Token
		if i+1 < len(content) {
			next = content[i+1]
		}
		if err := g.check(t, next); err != nil {
			return t, err
		}
	}
	return nil, nil
}

// undesired are YAML's features that make a file mean something else than it shows.
var undesired = map[token.Type]string{
	token.AnchorType:     "an anchor",
	token.AliasType:      "an alias",
	token.TagType:        "a tag",
	token.MergeKeyType:   "a merge key",
	token.DirectiveType:  "a directive",
	token.MappingKeyType: "a mapping as a key",
}

func (g *guard) check(t, next *token.Token) error {
	if reason, ok := undesired[t.Type]; ok {
		return &kg.InvalidError{
			Value: t.Value, Reason: reason,
			Accepted: "write it out, and quote a text that begins with a sign",
		}
	}
	switch t.Type {
	case token.DocumentHeaderType, token.DocumentEndType:
		g.ended = g.started
		return nil
	case token.SequenceEntryType, token.MappingValueType:
		g.enter(t, next)
	default:
		g.flow(t)
	}
	g.started = true
	return g.limits()
}

// flow follows the brackets and what stands in them.
func (g *guard) flow(t *token.Token) {
	inside := len(g.flows) > 0
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		if inside {
			g.flows[len(g.flows)-1].written = true
		}
		g.flows = append(g.flows, flow{mapping: t.Type == token.MappingStartType})
	case token.SequenceEndType, token.MappingEndType:
		if inside {
			g.endEntry()
			g.flows = g.flows[:len(g.flows)-1]
		}
	case token.CollectEntryType:
		if inside {
			g.endEntry()
		}
	default:
		if inside {
			g.flows[len(g.flows)-1].written = true
		}
	}
}

// endEntry counts a name without a value in braces, as in {a, b}.
func (g *guard) endEntry() {
	f := &g.flows[len(g.flows)-1]
	if f.mapping && f.written && !f.colon {
		g.empty++
	}
	f.written, f.colon = false, false
}

// enter goes on in the block whose dash or colon is t.
func (g *guard) enter(t, next *token.Token) {
	if n := len(g.flows); n > 0 {
		g.flows[n-1].colon = true
		if next == nil || closes[next.Type] {
			g.empty++
		}
		return
	}
	list := t.Type == token.SequenceEntryType
	column := t.Position.Column
	if !list && t.Prev != nil {
		column = t.Prev.Position.Column
	}
	g.block(column, list)
	if missing(t, next, column, list) {
		g.empty++
	}
}

// block goes out of the blocks that are over where an item begins in a column, and
// into a new one if it is the first of its block. A list may stand in the column of
// the key that it belongs to.
func (g *guard) block(column int, list bool) {
	over := func(b *block) bool {
		return b != nil && (b.column > column || b.column == column && b.list && !list)
	}
	for over(g.top()) {
		g.blocks = g.blocks[:len(g.blocks)-1]
	}
	if top := g.top(); top == nil || top.column != column || top.list != list {
		g.blocks = append(g.blocks, block{column: column, list: list})
	}
	if !list {
		g.top().keys++
	}
}

// missing reports whether no value follows t, the dash or colon of an item that
// begins in a column.
func missing(t, next *token.Token, column int, list bool) bool {
	switch {
	case next == nil:
		return true
	case next.Position.Line == t.Position.Line || next.Position.Column > column:
		return false
	default:
		return list || next.Type != token.SequenceEntryType || next.Position.Column < column
	}
}

// closes are the tokens that end an entry in brackets.
var closes = map[token.Type]bool{
	token.CollectEntryType: true, token.SequenceEndType: true, token.MappingEndType: true,
}

// top is the innermost block, or nil.
func (g *guard) top() *block {
	if len(g.blocks) == 0 {
		return nil
	}
	return &g.blocks[len(g.blocks)-1]
}

// limits reports what there is too much of.
func (g *guard) limits() error {
	switch {
	case g.ended:
		return &kg.InvalidError{Reason: "a second document", Accepted: "write one document a file"}
	case len(g.flows)+len(g.blocks) > maxNesting:
		return &kg.InvalidError{
			Reason:   "lists and mappings stand too deep in one another",
			Accepted: fmt.Sprintf("at most %d levels", maxNesting),
		}
	case len(g.blocks) > 0 && g.top().keys > maxKeys:
		return &kg.InvalidError{
			Reason: "too many fields in one mapping", Accepted: fmt.Sprintf("at most %d", maxKeys),
		}
	case g.empty > maxEmpty:
		return &kg.InvalidError{
			Reason: "nothing is written in too many places", Accepted: "leave fields without a value out",
		}
	}
	return nil
}
