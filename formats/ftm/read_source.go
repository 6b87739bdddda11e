package ftm

import (
	"cmp"
	"strings"

	"entente/formats"
	"entente/kg"
)

// datasetPrefix begins the ids of the sources that datasets are.
const datasetPrefix = "dataset:"

// datasetID returns the id of the source that a dataset is.
func datasetID(name string) kg.ID {
	if id := kg.ID(datasetPrefix + name); id.Validate() == nil {
		return id
	}
	return formats.MakeID("dataset", name)
}

// sources names the sources of a line and returns their ids: its datasets, the addresses
// it was read at, the documents that prove it. Where it has none of them it rests on the
// file.
func (r *reader) sources(it *item) []kg.ID {
	var ids []kg.ID
	for _, name := range it.line.Datasets {
		id := datasetID(name)
		ids = append(ids, id)
		if !r.datasets[id] {
			r.datasets[id] = true
			it.Named = append(it.Named, &kg.Source{Header: kg.Header{ID: id}, Title: name})
		}
	}
	for _, address := range it.line.Properties["sourceUrl"] {
		if s := r.address(it, address); s != nil {
			it.Named = append(it.Named, s)
			ids = append(ids, s.ID)
		}
	}
	for _, document := range it.line.Properties["proof"] {
		ids = append(ids, idOf(document))
	}
	if len(ids) == 0 {
		ids = append(ids, r.Source)
	}
	return ids[:min(len(ids), kg.MaxItems)]
}

// address returns the source at a web address, or nil where it is none.
func (r *reader) address(it *item, address string) *kg.Source {
	s := &kg.Source{
		Header: kg.Header{ID: formats.MakeID("source", address)}, Title: cut(address, kg.MaxName), URL: address,
		Publisher:   cut(it.line.first("publisher"), kg.MaxName),
		RetrievedAt: dateText(cmp.Or(it.line.first("retrievedAt"), it.line.LastSeen)),
	}
	if err := s.Validate(); err != nil {
		it.remark("properties.sourceUrl", address, "not a web address, so no source is made of it")
		return nil
	}
	return s
}

// document reads a document as a source.
func (r *reader) document(it *item) {
	l := it.line
	s := &kg.Source{
		Header:      kg.Header{ID: idOf(l.ID), Note: cut(l.first("summary", "description", "notes"), kg.MaxText)},
		Title:       cut(cmp.Or(l.first("title", "name", "fileName"), l.Caption, l.ID), kg.MaxName),
		Publisher:   cut(l.first("publisher", "author"), kg.MaxName),
		PublishedAt: dateText(l.first("publishedAt", "authoredAt", "date")),
		RetrievedAt: dateText(l.first("retrievedAt")),
		Language:    cut(l.first("language"), 35),
	}
	if hash := l.first("contentHash"); hash != "" {
		s.ContentHash = "sha1:" + cut(strings.TrimPrefix(hash, "sha1:"), 100)
	}
	for i, address := range l.Properties["sourceUrl"] {
		if found := r.address(it, address); found != nil && i == 0 {
			s.URL = address
		}
	}
	for _, id := range r.sources(&item{line: &line{Datasets: l.Datasets}}) {
		if id != r.Source {
			s.Sources = append(s.Sources, id)
		}
	}
	it.add(s)
}

// documentation reads that a document is about a thing: the document asserts that the
// thing exists.
func (r *reader) documentation(it *item) {
	l := it.line
	if len(l.Properties["document"]) != 1 || len(l.Properties["entity"]) != 1 {
		it.err = &kg.InvalidError{Field: "properties", Reason: "a Documentation names one document and one entity"}
		return
	}
	it.add(&kg.Claim{
		Header: kg.Header{ID: idOf(l.ID), Note: cut(l.first("role", "summary", "description"), kg.MaxText)},
		About:  idOf(l.first("entity")), Property: kg.PropertyExists, Value: kg.Value{Type: kg.ValueNone},
		Stance: kg.StanceAsserts, Rank: kg.RankNormal, Source: idOf(l.first("document")),
		SaidAt: dateText(l.first("date", "startDate")),
	})
	r.lexicon.Property(kg.Term{Name: kg.PropertyExists, Label: "exists", ValueType: kg.ValueNone})
}

// note reads a note on things as a claim on each.
func (r *reader) note(it *item) {
	l := it.line
	text := cut(l.first("description", "summary", "notes", "name"), kg.MaxText)
	if text == "" {
		it.err = &kg.InvalidError{Field: "properties.description", Reason: "the note says nothing"}
		return
	}
	property := r.lexicon.Property(kg.Term{Name: "note", Label: "note", ValueType: kg.ValueText})
	source := r.sources(it)[0]
	about := l.Properties["entity"]
	for _, entity := range about {
		id := idOf(l.ID)
		if len(about) > 1 {
			id = formats.MakeID("note", l.ID, entity)
		}
		it.add(&kg.Claim{
			Header: kg.Header{ID: id}, About: idOf(entity), Property: property.Name, Source: source,
			Value: kg.Value{Type: kg.ValueText, Text: text}, Stance: kg.StanceAsserts, Rank: kg.RankNormal,
		})
	}
}

// cut returns the first n characters of a text.
func cut(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}
