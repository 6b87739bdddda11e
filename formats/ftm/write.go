package ftm

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"entente/formats"
	"entente/kg"
)

// write writes an export as one line for each record, after one that says what it is of.
func write(out io.Writer, x *formats.Export) error {
	w := &writer{
		out: bufio.NewWriterSize(out, 1<<16), export: x,
		shapes: make(map[uint64]*shape), urls: make(map[kg.ID]string), labels: make(map[string]string),
	}
	w.json = json.NewEncoder(w.out)
	w.json.SetEscapeHTML(false)
	if err := w.about(); err != nil {
		return err
	}
	for record, err := range x.Records {
		if err == nil {
			err = w.record(record)
		}
		if err != nil {
			return err
		}
	}
	return w.out.Flush()
}

type writer struct {
	out    *bufio.Writer
	json   *json.Encoder
	export *formats.Export
	// shapes are those of the entities, by a hash of the id: an edge needs to know what
	// its ends are.
	shapes map[uint64]*shape
	// urls are the web addresses of the sources.
	urls map[kg.ID]string
	// labels are those of the relationship types.
	labels map[string]string
}

// A row is a line to be written.
type row struct {
	ID         string     `json:"id"`
	Schema     string     `json:"schema"`
	Properties properties `json:"properties"`
	Datasets   []string   `json:"datasets,omitempty"`
	Referents  []string   `json:"referents,omitempty"`
	Entente    *extension `json:"entente"`
}

// about writes the line that says what the file is of, with all terms.
func (w *writer) about() error {
	x := &extension{About: map[string]string{}}
	for record, err := range w.export.Records {
		if err != nil {
			return err
		}
		t, ok := record.(*kg.Term)
		if !ok {
			break // terms come first
		}
		x.Vocabulary = append(x.Vocabulary, t)
		if t.TermKind == kg.TermRelationshipType {
			w.labels[t.Name] = t.Label
		}
	}
	var said, all []string
	for _, pair := range w.export.About.Pairs() {
		x.About[pair[0]] = pair[1]
		all = append(all, pair[:]...)
		said = append(said, pair[0]+": "+pair[1])
	}
	p := properties{}
	p.add("name", "About this file")
	p.add("description", strings.Join(said, "; "))
	return w.row(row{ID: string(formats.MakeID("about", all...)), Schema: "Note", Properties: p, Entente: x})
}

// record writes a record.
func (w *writer) record(record kg.Record) error {
	switch r := record.(type) {
	case *kg.Source:
		w.urls[r.ID] = r.URL
		return w.line(r, shapes["Document"], documentOf(r))
	case *kg.Entity:
		s := shapeFor(r)
		w.shapes[formats.Hash(r.ID)] = s
		return w.line(r, s, w.thingOf(r, s))
	case *kg.Relationship:
		s, p := w.edgeOf(r)
		return w.line(r, s, p)
	case *kg.Claim:
		return w.line(r, shapes["Note"], w.noteOf(r))
	default:
		return nil // terms are in the first line
	}
}

// line writes a record as a line of a schema.
func (w *writer) line(record kg.Record, s *shape, p properties) error {
	exact, err := formats.ExactOf(record)
	if err != nil {
		return err
	}
	line := row{
		ID: nameOf(record.Head().ID), Schema: s.name, Properties: p,
		Datasets: datasetsOf(record), Entente: &extension{Exact: &exact},
	}
	if e, ok := record.(*kg.Entity); ok {
		for _, id := range e.FormerIDs {
			line.Referents = append(line.Referents, nameOf(id))
		}
	}
	return w.row(line)
}

func (w *writer) row(line row) error { return w.json.Encode(line) }

// datasetsOf returns the names of the datasets that a record rests on.
func datasetsOf(record kg.Record) []string {
	var names []string
	for _, id := range record.Head().Sources {
		if name, ok := strings.CutPrefix(string(id), datasetPrefix); ok {
			names = append(names, name)
		}
	}
	return names
}
