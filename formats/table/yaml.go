package table

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"entente/formats"
	"entente/kg"
)

// A node is one value of a YAML document and where it stands.
type node struct {
	at   formats.Position
	kind nodeKind
	// text is a scalar as it was written, without its quotes.
	text string
	// items are the items of a list, or the values of a mapping whose keys are keys.
	items []*node
	keys  []key
}

// A key is a key of a mapping and where it stands.
type key struct {
	at   formats.Position
	name string
}

type nodeKind string

// The kinds of nodes, in the words of error messages.
const (
	textNode    nodeKind = "a text"
	numberNode  nodeKind = "a number"
	boolNode    nodeKind = "true or false"
	nothingNode nodeKind = "nothing"
	listNode    nodeKind = "a list"
	mappingNode nodeKind = "a mapping"
)

// scalar reports whether n is a single value.
func (n *node) scalar() bool {
	return n.kind == textNode || n.kind == numberNode || n.kind == boolNode
}

// maxNesting is how deep lists and mappings may stand in one another.
const maxNesting = 20

// maxBlocks is how many fields and items may be written by indentation. The parser takes
// time that grows with the square of those that follow one another.
const maxBlocks = 5000

// parseYAML reads one document that begins in a line of a file. It is nil if the text
// says nothing.
func parseYAML(file string, line int, text []byte) (*node, error) {
	t := tree{formats.Position{File: file, Line: line, Column: 1}}
	if !utf8.Valid(text) {
		return nil, &formats.Error{At: t.start, Err: &kg.InvalidError{
			Reason: "not valid UTF-8", Accepted: "save the file as UTF-8",
		}}
	}
	tokens := lexer.Tokenize(string(text))
	if err := t.guard(tokens); err != nil {
		return nil, err
	}
	parsed, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, t.syntaxError(err)
	}
	for _, doc := range parsed.Docs {
		if doc.Body != nil {
			return t.node(doc.Body)
		}
	}
	return nil, nil //nolint:nilnil // nothing is written, and that is no mistake
}

// A tree turns the parser's nodes into ours.
type tree struct{ start formats.Position }

// guard refuses what takes the parser too long.
func (t tree) guard(tokens token.Tokens) error {
	open, blocks, columns := 0, 0, []int{}
	for _, tok := range tokens {
		switch tok.Type {
		case token.SequenceStartType, token.MappingStartType:
			open++
		case token.SequenceEndType, token.MappingEndType:
			open--
		case token.SequenceEntryType, token.MappingValueType:
			if open == 0 {
				blocks++
			}
			column := tok.Position.Column
			if tok.Type == token.MappingValueType && tok.Prev != nil {
				column = tok.Prev.Position.Column
			}
			for len(columns) > 0 && columns[len(columns)-1] >= column {
				columns = columns[:len(columns)-1]
			}
			columns = append(columns, column)
		}
		if open+len(columns) > maxNesting {
			return &formats.Error{At: t.at(tok), Err: &kg.InvalidError{
				Reason: "lists and mappings stand too deep in one another",
			}}
		}
		if blocks > maxBlocks {
			return &formats.Error{At: t.at(tok), Err: fmt.Errorf(
				"%w: more than %d fields and items; write longer lists in brackets", kg.ErrLimit, maxBlocks)}
		}
	}
	return nil
}

// syntaxError puts the place that the YAML reader names before its message.
func (t tree) syntaxError(err error) error {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		return &formats.Error{At: t.start, Err: &kg.InvalidError{Reason: "not YAML: " + err.Error()}}
	}
	return &formats.Error{At: t.at(syntax.Token), Err: &kg.InvalidError{Reason: "not YAML: " + syntax.Message}}
}

func (t tree) at(tok *token.Token) formats.Position {
	at := t.start
	if tok != nil && tok.Position != nil {
		at.Line, at.Column = at.Line+max(tok.Position.Line, 1)-1, max(tok.Position.Column, 1)
	}
	return at
}

// node turns n into a node of ours.
func (t tree) node(n ast.Node) (*node, error) {
	out := &node{at: t.at(n.GetToken()), kind: nothingNode}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		out.kind, out.text = textNode, n.Value
	case *ast.LiteralNode:
		out.kind, out.text = textNode, strings.TrimSuffix(n.Value.Value, "\n")
	case *ast.BoolNode:
		out.kind, out.text = boolNode, n.Token.Value
	case *ast.IntegerNode:
		out.kind, out.text = numberNode, n.Token.Value
	case *ast.FloatNode:
		out.kind, out.text = numberNode, n.Token.Value
	case *ast.SequenceNode:
		out.kind = listNode
		for _, item := range n.Values {
			read, err := t.node(item)
			if err != nil {
				return nil, err
			}
			out.items = append(out.items, read)
		}
	case *ast.MappingNode:
		return out, t.mapping(out, n.Values)
	case *ast.MappingValueNode:
		return out, t.mapping(out, []*ast.MappingValueNode{n})
	default:
		return nil, &formats.Error{At: out.at, Err: &kg.InvalidError{
			Value: n.GetToken().Value, Reason: "neither a text nor a number, list or mapping",
			Accepted: "quote it if it is a text",
		}}
	}
	return out, nil
}

func (t tree) mapping(out *node, values []*ast.MappingValueNode) error {
	out.kind = mappingNode
	for _, value := range values {
		tok := value.Key.GetToken()
		k := key{t.at(tok), tok.Value}
		item, err := t.node(value.Value)
		if err != nil {
			return err
		}
		if item.kind == nothingNode {
			item.at = k.at
		}
		out.keys, out.items = append(out.keys, k), append(out.items, item)
	}
	if len(out.keys) > 0 {
		out.at = out.keys[0].at
	}
	return nil
}
