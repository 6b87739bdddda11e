// Package graphml writes graphs in GraphML, which yEd, Gephi, Cytoscape, igraph and
// networkx read. It only writes.
//
// Entities are nodes and relationships are edges, with the values of
// [formats.EntityAttributes] and [formats.RelationshipAttributes]; what was asked for is
// data of the graph. Everything else is lost: claims, the terms' definitions, languages
// and dates of names, versions.
//
// All edges have a direction, and the attribute symmetric says which of them read alike
// from both ends: networkx refuses a graph in which only some have one. The id of an edge
// is a value too, since igraph 1.0 takes another for it where it is not.
package graphml

import (
	"bufio"
	"io"

	"entente/formats"
)

// Format is GraphML.
var Format = formats.Format{
	Name:       "graphml",
	Title:      "GraphML",
	Extensions: []string{".graphml"},
	MediaType:  "application/graphml+xml",
	Write:      write,
}

func write(w io.Writer, x *formats.Export) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if _, err := out.Write(head(x)); err != nil {
		return err
	}
	var b []byte
	for drawn, err := range x.Drawn() {
		if err != nil {
			return err
		}
		b = element(b[:0], drawn)
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	if _, err := out.WriteString("</graph>\n</graphml>\n"); err != nil {
		return err
	}
	return out.Flush()
}

// head is all that comes before the nodes: the keys of what follows, and what was asked
// for, as data of the graph.
func head(x *formats.Export) []byte {
	b := []byte(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
`)
	pairs := x.Pairs()
	for _, pair := range pairs {
		b = key(b, "graph", formats.Attribute{Name: pair[0], Type: formats.AttributeString})
	}
	for _, attribute := range formats.EntityAttributes {
		b = key(b, "node", attribute)
	}
	b = key(b, "edge", formats.Attribute{Name: "id", Type: formats.AttributeString})
	for _, attribute := range formats.RelationshipAttributes {
		b = key(b, "edge", attribute)
	}
	b = append(b, "<graph id=\"entente\" edgedefault=\"directed\">\n"...)
	for _, pair := range pairs {
		b = append(data(b, "graph", pair[0], pair[1]), '\n')
	}
	return b
}

func key(b []byte, part string, a formats.Attribute) []byte {
	b = append(b, `<key id="`+part+"-"+a.Name+`" for="`+part+`" attr.name="`+a.Name+`" attr.type="`...)
	return append(append(b, a.Type...), "\"/>\n"...)
}

// element appends a node or an edge.
func element(b []byte, drawn formats.Drawn) []byte {
	if e := drawn.Entity; e != nil {
		b = append(formats.AppendXMLAttribute(append(b, "<node"...), "id", string(e.ID)), '>')
		return append(values(b, "node", formats.EntityAttributes, drawn.Values), "</node>\n"...)
	}
	r := drawn.Relationship
	b = formats.AppendXMLAttribute(append(b, "<edge"...), "id", string(r.ID))
	b = formats.AppendXMLAttribute(b, "source", string(r.From))
	b = append(formats.AppendXMLAttribute(b, "target", string(r.To)), '>')
	b = data(b, "edge", "id", string(r.ID))
	return append(values(b, "edge", formats.RelationshipAttributes, drawn.Values), "</edge>\n"...)
}

// values appends the values that there are.
func values(b []byte, part string, attributes []formats.Attribute, values []string) []byte {
	for i, value := range values {
		if value != "" {
			b = data(b, part, attributes[i].Name, value)
		}
	}
	return b
}

// data appends a value.
func data(b []byte, part, name, value string) []byte {
	b = append(append(b, `<data key="`...), part...)
	b = append(append(append(b, '-'), name...), `">`...)
	return append(formats.AppendXML(b, value), "</data>"...)
}
