package dataset

import (
	"bufio"
	"io"

	"entente/formats"
)

// writeJSONL writes the graph as JSON lines: what the export is of, then its records or,
// if it is wanted with its history, all their versions.
func writeJSONL(w io.Writer, x *formats.Export) error {
	out := lineWriter{w: bufio.NewWriterSize(w, 1<<16), encoder: newEncoder(), restater: newRestater()}
	if err := out.line(&head{Dataset: infoOf(x.About)}, nil); err != nil {
		return err
	}
	if err := out.export(x); err != nil {
		return err
	}
	return out.w.Flush()
}

// A lineWriter writes nodes as lines.
type lineWriter struct {
	w        *bufio.Writer
	encoder  *encoder
	restater *restater
	buffer   []byte
}

func (l *lineWriter) export(x *formats.Export) error {
	if x.History != nil {
		for version, err := range x.History {
			if err != nil {
				return err
			}
			name, shape := l.restater.shape(version.Record)
			if err := l.line(&head{Change: changeOf(version.Change), Record: name}, shape); err != nil {
				return err
			}
		}
		return nil
	}
	for record, err := range x.Records {
		if err != nil {
			return err
		}
		name, shape := l.restater.shape(record)
		if err := l.line(&head{Record: name}, shape); err != nil {
			return err
		}
	}
	return nil
}

// line writes one line: its head, and the fields of a shape, if there is one.
func (l *lineWriter) line(h *head, shape any) error {
	n := l.encoder.of(h)
	if shape != nil {
		fields := l.encoder.of(shape)
		n.keys, n.items = append(n.keys, fields.keys...), append(n.items, fields.items...)
	}
	l.buffer = append(appendJSON(l.buffer[:0], n), '\n')
	_, err := l.w.Write(l.buffer)
	return err
}

// appendJSON appends a node as JSON, without white space.
func appendJSON(b []byte, n *node) []byte {
	switch n.kind {
	case textNode:
		return appendQuoted(b, n.text)
	case nothingNode:
		return append(b, "null"...)
	case listNode, mappingNode:
		return appendItems(b, n)
	default:
		return appendScalar(b, n)
	}
}

// appendScalar appends a number or truth value; as text, where YAML writes it otherwise
// than JSON.
func appendScalar(b []byte, n *node) []byte {
	if n.text == "true" || n.text == "false" || isNumber(n.text) {
		return append(b, n.text...)
	}
	return appendQuoted(b, n.text)
}

func appendItems(b []byte, n *node) []byte {
	brackets := "[]"
	if n.kind == mappingNode {
		brackets = "{}"
	}
	b = append(b, brackets[0])
	for i, item := range n.items {
		if i > 0 {
			b = append(b, ',')
		}
		if n.kind == mappingNode {
			b = append(appendQuoted(b, n.keys[i].name), ':')
		}
		b = appendJSON(b, item)
	}
	return append(b, brackets[1])
}
