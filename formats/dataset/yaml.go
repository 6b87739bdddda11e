package dataset

import (
	"errors"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"entente/formats"
	"entente/kg"
)

// parseYAML reads one document. It returns nil for a document without content.
func parseYAML(name string, text []byte) (*node, error) {
	start := formats.Position{File: name, Line: 1, Column: 1}
	if !utf8.Valid(text) {
		return nil, &formats.Error{At: start, Err: &kg.InvalidError{
			Reason: "not valid UTF-8", Accepted: "save the file as UTF-8",
		}}
	}
	tokens := lexer.Tokenize(string(text))
	if t, err := refused(tokens); err != nil {
		return nil, &formats.Error{At: position(name, t), Err: err}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, syntaxError(start, err)
	}
	t := &tree{file: name}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			root := t.node(doc.Body)
			return root, t.err()
		}
	}
	return nil, nil //nolint:nilnil // an empty file is valid and holds nothing
}

// syntaxError puts the place that the YAML reader names before its message. Its
// whole text is not asked for: it draws the file, which can take very long.
func syntaxError(start formats.Position, err error) error {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		return &formats.Error{At: start, Err: &kg.InvalidError{Reason: "not YAML: " + err.Error()}}
	}
	at := position(start.File, syntax.Token)
	return &formats.Error{At: at, Err: &kg.InvalidError{Reason: "not YAML: " + syntax.Message}}
}

func position(file string, t *token.Token) formats.Position {
	if t == nil || t.Position == nil {
		return formats.Position{File: file, Line: 1, Column: 1}
	}
	return formats.Position{File: file, Line: t.Position.Line, Column: t.Position.Column}
}

// A tree turns the parser's nodes into ours.
type tree struct {
	file string
	problems
}

func (t *tree) at(n ast.Node) formats.Position { return position(t.file, n.GetToken()) }

// node turns n into a node of ours. What it refuses it notes and returns as nothing.
func (t *tree) node(n ast.Node) *node {
	out := &node{at: t.at(n), kind: nothingNode}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		out.kind, out.text = textNode, n.Value
	case *ast.LiteralNode:
		out.kind, out.text = textNode, trimBlock(n.Value.Value)
	case *ast.BoolNode:
		out.kind, out.text = boolNode, n.Token.Value
	case *ast.IntegerNode:
		out.kind, out.text = numberNode, n.Token.Value
	case *ast.FloatNode:
		out.kind, out.text = numberNode, n.Token.Value
	case *ast.SequenceNode:
		t.list(out, n)
	case *ast.MappingNode:
		t.mapping(out, n.Values)
	case *ast.MappingValueNode:
		t.mapping(out, []*ast.MappingValueNode{n})
	default:
		t.refuse(out.at, "", n.GetToken().Value, "neither a text nor a number, list or mapping",
			"quote it if it is a text")
	}
	return out
}

func (t *tree) list(out *node, n *ast.SequenceNode) {
	out.kind = listNode
	for _, item := range n.Values {
		out.items = append(out.items, t.node(item))
	}
}

func (t *tree) mapping(out *node, values []*ast.MappingValueNode) {
	out.kind = mappingNode
	for _, value := range values {
		k, ok := value.Key.(ast.Node).(*ast.StringNode)
		if !ok {
			t.refuse(t.at(value.Key), "", value.Key.GetToken().Value, "not a name of a field", "")
			continue
		}
		out.keys = append(out.keys, key{t.at(k), k.Value})
		item := t.node(value.Value)
		if item.kind == nothingNode {
			item.at = t.at(k)
		}
		out.items = append(out.items, item)
	}
	if len(out.keys) > 0 {
		out.at = out.keys[0].at
	}
}

// trimBlock takes the line break off the end of a block of text.
func trimBlock(text string) string {
	if n := len(text); n > 0 && text[n-1] == '\n' {
		return text[:n-1]
	}
	return text
}
