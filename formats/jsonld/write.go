package jsonld

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"entente/formats"
	"entente/kg"
)

// Format writes JSON-LD.
var Format = formats.Format{
	Name: "jsonld", Title: "JSON-LD with PROV", Extensions: []string{".jsonld"},
	MediaType: "application/ld+json", Write: write,
}

func write(w io.Writer, x *formats.Export) error {
	out := &nodes{w: bufio.NewWriterSize(w, 1<<16)}
	out.encoder = json.NewEncoder(&out.line)
	out.encoder.SetEscapeHTML(false)
	out.line.WriteString(`{"@context":` + context + ",\n\"@graph\":[\n")
	if err := out.add(about(x)); err != nil {
		return err
	}
	for record, err := range x.Records {
		if err != nil {
			return fmt.Errorf("read the export: %w", err)
		}
		out.line.WriteString(",\n")
		if err := out.add(nodeOf(record, x)); err != nil {
			return err
		}
	}
	_, _ = out.w.WriteString("\n]}\n") // Flush has the error
	if err := out.w.Flush(); err != nil {
		return fmt.Errorf("write the end: %w", err)
	}
	return nil
}

// nodeOf returns the node that a record becomes.
func nodeOf(record kg.Record, x *formats.Export) any {
	switch r := record.(type) {
	case *kg.Term:
		return ofTerm(r)
	case *kg.Source:
		return ofSource(r)
	case *kg.Entity:
		return ofEntity(r, x)
	case *kg.Relationship:
		return ofRelationship(r, x)
	case *kg.Claim:
		return ofClaim(r)
	default:
		return nil
	}
}

// nodes writes nodes, a line each.
type nodes struct {
	w       *bufio.Writer
	line    bytes.Buffer
	encoder *json.Encoder
}

// add writes what is in the line and a node behind it.
func (n *nodes) add(node any) error {
	if err := n.encoder.Encode(node); err != nil {
		return fmt.Errorf("encode a node: %w", err)
	}
	_, err := n.w.Write(bytes.TrimSuffix(n.line.Bytes(), []byte("\n")))
	n.line.Reset()
	if err != nil {
		return fmt.Errorf("write a node: %w", err)
	}
	return nil
}
