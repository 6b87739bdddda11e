// Package cytoscape writes graphs in the JSON of Cytoscape.js, which Cytoscape Desktop
// imports too, and networkx. It only writes.
//
// Entities are nodes and relationships are edges; their data are the values of
// [formats.EntityAttributes] and [formats.RelationshipAttributes], which are texts but
// for latitude, longitude and symmetric: Desktop makes columns of them. Data that is not
// there is left out. Beside them stand what programs look for: name is the label, and
// interaction the type; value and key are the id, by which networkx tells nodes and edges
// apart. What was asked for is the data of the graph. Everything else is lost: claims,
// the terms' definitions, languages and dates of names, versions.
package cytoscape

import (
	"bufio"
	"io"

	"entente/formats"
)

// Format is the JSON of Cytoscape.
var Format = formats.Format{
	Name:       "cytoscape",
	Title:      "Cytoscape JSON",
	Extensions: []string{".cyjs"},
	MediaType:  "application/json",
	Write:      write,
}

func write(w io.Writer, x *formats.Export) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if _, err := out.Write(head(x)); err != nil {
		return err
	}
	var f writer
	for drawn, err := range x.Drawn() {
		if err != nil {
			return err
		}
		f.b = f.element(f.b[:0], drawn)
		if _, err := out.Write(f.b); err != nil {
			return err
		}
	}
	if _, err := out.Write(append(f.toEdges(nil), "\n]}}\n"...)); err != nil {
		return err
	}
	return out.Flush()
}

// head is all that comes before the nodes.
func head(x *formats.Export) []byte {
	b := []byte(`{"format_version":"1.0","generated_by":"Entente","target_cytoscapejs_version":"~3.0",` +
		`"directed":true,"multigraph":true,` + "\n" + `"data":{`)
	b = member(b, "name", x.About.Title)
	for _, pair := range x.Pairs() {
		b = member(append(b, ','), pair[0], pair[1])
	}
	return append(b, "},\n\"elements\":{\"nodes\":["...)
}

// A writer writes the elements.
type writer struct {
	edges bool // are being written, and no longer nodes
	some  bool // have been written of these
	b     []byte
}

// element appends a node or an edge.
func (f *writer) element(b []byte, drawn formats.Drawn) []byte {
	r := drawn.Relationship
	if r != nil {
		b = f.toEdges(b)
	}
	if f.some {
		b = append(b, ',')
	}
	f.some = true
	b = append(b, "\n{\"data\":{"...)
	if e := drawn.Entity; e != nil {
		b = member(b, "id", string(e.ID))
		b = member(append(b, ','), "value", string(e.ID))
		b = member(append(b, ','), "name", drawn.Values[0])
		return append(values(b, formats.EntityAttributes, drawn.Values), "}}"...)
	}
	b = member(b, "id", string(r.ID))
	b = member(append(b, ','), "key", string(r.ID))
	b = member(append(b, ','), "source", string(r.From))
	b = member(append(b, ','), "target", string(r.To))
	b = member(append(b, ','), "name", drawn.Values[0])
	b = member(append(b, ','), "interaction", r.Type)
	return append(values(b, formats.RelationshipAttributes, drawn.Values), "}}"...)
}

// toEdges appends what lies between the nodes and the edges, once.
func (f *writer) toEdges(b []byte) []byte {
	if f.edges {
		return b
	}
	f.edges, f.some = true, false
	return append(b, "\n],\n\"edges\":["...)
}

// values appends the values that there are.
func values(b []byte, attributes []formats.Attribute, values []string) []byte {
	for i, value := range values {
		switch {
		case value == "":
		case attributes[i].Type == formats.AttributeString:
			b = member(append(b, ','), attributes[i].Name, value)
		default: // numbers and booleans are written as JSON has them
			b = append(formats.AppendJSON(append(b, ','), attributes[i].Name), ':')
			b = append(b, value...)
		}
	}
	return b
}

// member appends a name and a text.
func member(b []byte, name, text string) []byte {
	return formats.AppendJSON(append(formats.AppendJSON(b, name), ':'), text)
}
