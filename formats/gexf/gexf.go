package gexf

import (
	"bufio"
	"io"

	"entente/formats"
	"entente/kg"
)

// Format is GEXF.
var Format = formats.Format{
	Name:       "gexf",
	Title:      "GEXF",
	Extensions: []string{".gexf"},
	MediaType:  "application/gexf+xml",
	Write:      write,
}

// A writer writes one file.
type writer struct {
	out     *bufio.Writer
	window  kg.Window
	dynamic bool
	edges   bool // are being written, and no longer nodes
	b       []byte
}

func write(w io.Writer, x *formats.Export) error {
	f := &writer{out: bufio.NewWriterSize(w, 1<<16), window: x.View.Valid, dynamic: dynamic(x.View.Valid)}
	if _, err := f.out.Write(head(x, f.dynamic)); err != nil {
		return err
	}
	for drawn, err := range x.Drawn() {
		if err != nil {
			return err
		}
		f.b = f.element(f.b[:0], drawn)
		if _, err := f.out.Write(f.b); err != nil {
			return err
		}
	}
	if _, err := f.out.Write(append(f.toEdges(nil), "</edges>\n</graph>\n</gexf>\n"...)); err != nil {
		return err
	}
	return f.out.Flush()
}

// element appends a node or an edge.
func (f *writer) element(b []byte, drawn formats.Drawn) []byte {
	if e := drawn.Entity; e != nil {
		b = formats.AppendXMLAttribute(append(b, "<node"...), "id", string(e.ID))
		b = append(formats.AppendXMLAttribute(b, "label", drawn.Values[0]), '>')
		b = values(b, formats.EntityAttributes, drawn.Values)
		return append(f.spells(b, e.Validity.Span, kg.Always), "</node>\n"...)
	}
	r := drawn.Relationship
	b = formats.AppendXMLAttribute(append(f.toEdges(b), "<edge"...), "id", string(r.ID))
	b = formats.AppendXMLAttribute(b, "source", string(r.From))
	b = formats.AppendXMLAttribute(b, "target", string(r.To))
	b = formats.AppendXMLAttribute(b, "label", drawn.Values[0])
	b = append(formats.AppendXMLAttribute(b, "kind", r.Type), '>')
	b = values(b, formats.RelationshipAttributes, drawn.Values)
	return append(f.spells(b, r.Validity.Span, f.window), "</edge>\n"...)
}

// toEdges appends what lies between the nodes and the edges, once.
func (f *writer) toEdges(b []byte) []byte {
	if f.edges {
		return b
	}
	f.edges = true
	return append(b, "</nodes>\n<edges>\n"...)
}

// values appends the values that there are, without the label.
func values(b []byte, attributes []formats.Attribute, values []string) []byte {
	b = append(b, "<attvalues>"...)
	for i, value := range values {
		if i > 0 && value != "" {
			b = formats.AppendXMLAttribute(append(b, "<attvalue"...), "for", attributeName(attributes[i]))
			b = append(formats.AppendXMLAttribute(b, "value", value), "/>"...)
		}
	}
	return append(b, "</attvalues>"...)
}

// attributeName is what an attribute is called here: edges have a type of their own.
func attributeName(a formats.Attribute) string {
	if a.Name == "type" {
		return "relationship_type"
	}
	return a.Name
}
