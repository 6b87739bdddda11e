package stix

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"strings"

	"entente/formats"
	"entente/kg"
)

// write writes an export as a bundle, an object a line.
func write(out io.Writer, x *formats.Export) error {
	w := &writer{
		out: bufio.NewWriterSize(out, 1<<16), export: x, types: make(map[uint64]string), wanted: make(map[uint64]bool),
		sources: make(map[kg.ID]map[string]any),
	}
	if err := w.survey(); err != nil {
		return err
	}
	var said []string
	for _, pair := range x.About.Pairs() {
		said = append(said, pair[0]+": "+pair[1])
	}
	id := "bundle--" + uuid("bundle "+strings.Join(said, "; "))
	w.out.WriteString(`{"type":"bundle","id":"` + id + `","objects":[`) //nolint:errcheck // Flush returns it
	w.preface(strings.Join(said, "; "))
	for record, err := range x.Records {
		if err == nil {
			err = w.record(record)
		}
		if err != nil {
			return err
		}
	}
	w.out.WriteString("\n]}\n") //nolint:errcheck // Flush returns it
	return w.out.Flush()
}

type writer struct {
	out    *bufio.Writer
	export *formats.Export
	begun  bool
	err    error
	terms  []*kg.Term
	// types are those of the objects that entities are written as, and the relationships
	// that claims are about, by a hash of the id: a reference begins with the type.
	types map[uint64]string
	// wanted are the records that claims are about.
	wanted map[uint64]bool
	// sources are the external references that sources are written as.
	sources map[kg.ID]map[string]any
}

// survey notes the terms, and which records claims are about.
func (w *writer) survey() error {
	for record, err := range w.export.Records {
		if err != nil {
			return err
		}
		switch r := record.(type) {
		case *kg.Term:
			w.terms = append(w.terms, r)
		case *kg.Claim:
			w.wanted[formats.Hash(r.About)] = true
		}
	}
	return nil
}

// ref returns the id of the object that a record is written as. What is neither an entity
// nor a relationship is a note.
func (w *writer) ref(id kg.ID) string {
	return idFor(cmp.Or(w.types[formats.Hash(id)], "note"), id)
}

// fixed is when the objects that are the same in all bundles were made.
const fixed = "2026-01-01T00:00:00.000Z"

// preface writes who made the bundle, what is beside STIX in it, and what it is of.
func (w *writer) preface(about string) {
	vocabulary, err := json.Marshal(w.terms)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.object(map[string]any{
		"type": "identity", "id": writerID, "name": "Entente", "identity_class": "system",
		"created": fixed, "modified": fixed,
	})
	w.object(map[string]any{
		"type": "extension-definition", "id": extensionID, "name": "Entente", "created_by_ref": writerID,
		"description": "The exact record of Entente from which an object was written, with its time in EDTF.",
		"schema":      "record is a record of Entente as a text of JSON, edtf a time in EDTF (ISO 8601-2), level 1",
		"version":     "1.0.0", "extension_types": []string{"property-extension"},
		"created": fixed, "modified": fixed,
	})
	pairs := map[string]string{}
	for _, pair := range w.export.About.Pairs() {
		pairs[pair[0]] = pair[1]
	}
	known := stamp(w.export.About.Known)
	w.object(map[string]any{
		"type": "note", "id": "note--" + uuid("about "+about), "abstract": "About this bundle", "content": about,
		"object_refs": []string{writerID}, "created": known, "modified": known,
		"extensions": map[string]any{extensionID: extension{
			Type: "property-extension", About: pairs, Vocabulary: string(vocabulary),
		}},
	})
}

// object writes an object. Names of properties stand in order.
func (w *writer) object(o map[string]any) {
	o["spec_version"] = "2.1"
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(o); err != nil {
		w.err = err
		return
	}
	between := ",\n"
	if !w.begun {
		w.begun, between = true, "\n"
	}
	w.out.WriteString(between)                             //nolint:errcheck // Flush returns it
	w.out.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n"))) //nolint:errcheck // likewise
}

// record writes a record.
func (w *writer) record(record kg.Record) error {
	exact, err := formats.ExactOf(record)
	if err != nil {
		return err
	}
	beside := extension{Type: "property-extension", Class: exact.Class, Record: string(exact.Record)}
	var o map[string]any
	switch r := record.(type) {
	case *kg.Source:
		o = w.source(r)
	case *kg.Entity:
		beside.EDTF = r.Validity.EDTF
		o = w.entity(r)
	case *kg.Relationship:
		beside.EDTF = r.Validity.EDTF
		o = w.relationship(r)
	case *kg.Claim:
		o = w.claim(r)
	default:
		return nil // terms are in the preface
	}
	o["extensions"] = map[string]any{extensionID: beside}
	w.object(o)
	return w.err
}
