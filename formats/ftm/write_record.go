package ftm

import (
	"cmp"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// documentOf writes a source.
func documentOf(s *kg.Source) properties {
	p := properties{}
	p.add("title", s.Title)
	p.add("fileName", s.Title)
	p.add("publisher", s.Publisher)
	p.add("sourceUrl", s.URL)
	p.add("publishedAt", prefix(string(s.PublishedAt)))
	p.add("retrievedAt", prefix(string(s.RetrievedAt)))
	p.add("notes", s.Note)
	return p
}

// thingOf writes an entity.
func (w *writer) thingOf(e *kg.Entity, s *shape) properties {
	p := namesOf(e)
	p.add("summary", e.Summary)
	p.add("notes", e.Note, timeText(s, e.Validity))
	for name, dates := range timeOf(s, e.Validity) {
		p.add(name, dates...)
	}
	if l := e.Location; l != nil && s.is["Address"] {
		p.add("latitude", degrees(l.Latitude))
		p.add("longitude", degrees(l.Longitude))
	}
	if s.is["Address"] {
		p.add("full", p["name"]...)
	}
	for _, x := range e.ExternalIDs {
		if x.Scheme == "wikidata" && wikidataID(x.ID) {
			p.add("wikidataId", x.ID)
		}
	}
	w.sources(p, e)
	further(p, s, e.Properties)
	return p
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// wikidataID reports whether a text is the id of an item: Q and a number.
func wikidataID(text string) bool {
	_, err := strconv.ParseUint(strings.TrimPrefix(text, "Q"), 10, 63)
	return err == nil && strings.HasPrefix(text, "Q")
}

// edgeOf writes a relationship as the edge that comes nearest to it. Its role says what
// else it is.
func (w *writer) edgeOf(r *kg.Relationship) (*shape, properties) {
	s, exact := edgeFor(r, w.shapeOf(r.From), w.shapeOf(r.To))
	p := properties{}
	p.add(s.edge.source, nameOf(r.From))
	p.add(s.edge.target, nameOf(r.To))
	for name, dates := range timeOf(s, r.Validity) {
		p.add(name, dates...)
	}
	if s.props["role"] != 0 {
		p.add("role", cmp.Or(r.Role(), r.Properties["office"].Text))
		if !exact && len(p["role"]) == 0 {
			p.add("role", cmp.Or(w.labels[r.Type], r.Type))
		}
	}
	p.add("summary", r.Note)
	p.add("description", timeText(s, r.Validity))
	w.sources(p, r)
	further(p, s, r.Properties)
	return s, p
}

// shapeOf returns what an entity was written in.
func (w *writer) shapeOf(id kg.ID) *shape {
	if s := w.shapes[formats.Hash(id)]; s != nil {
		return s
	}
	return shapes["Thing"]
}

// sources adds what a record rests on. Datasets stand beside the properties.
func (w *writer) sources(p properties, r kg.Record) {
	for _, id := range r.Head().Sources {
		p.add("sourceUrl", w.urls[id])
		if !strings.HasPrefix(string(id), datasetPrefix) {
			p.add("proof", nameOf(id))
		}
	}
}

// further adds the properties of a record that the schema has too.
func further(p properties, s *shape, values kg.Properties) {
	for _, property := range values.Names() {
		name, more := formats.SeveralName(property)
		t := s.props[name]
		if more || t == 0 || fields[name] || name == kg.PropertyRole {
			continue
		}
		for _, v := range formats.Several(values, name) {
			p.add(name, plain(t, v))
		}
	}
}

// noteOf writes a claim as a note, on what it is about where that is an entity: no note
// can be on a tie.
func (w *writer) noteOf(c *kg.Claim) properties {
	p := properties{}
	p.add("name", "Claim: "+c.Property)
	p.add("description", formats.ClaimText(c))
	p.add("notes", c.Note)
	if w.shapes[formats.Hash(c.About)] != nil {
		p.add("entity", nameOf(c.About))
	}
	p.add("proof", nameOf(c.Source))
	p.add("sourceUrl", w.urls[c.Source])
	return p
}
