package stix

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"entente/formats"
	"entente/kg"
)

// head begins an object of a record: both of its moments are those of the record's
// version, unless the record keeps an earlier one of its making.
func (w *writer) head(kind string, record kg.Record) map[string]any {
	at := stamp(record.Head().RecordedAt)
	o := map[string]any{"type": kind, "id": idFor(kind, record.Head().ID), "created": at, "modified": at}
	if record.Head().Access == kg.AccessRestricted {
		o["object_marking_refs"] = []string{tlpAmber}
	}
	return o
}

// properties writes those properties of a record that the form has, and those of others
// by the names that STIX leaves to them.
func (w *writer) properties(o map[string]any, f form, modified time.Time, values kg.Properties) {
	props := f.props()
	for _, property := range values.Names() {
		name, more := formats.SeveralName(property)
		kind := props[name]
		switch {
		case more:
			continue
		case name == "created" && !f.observable:
			if at, err := time.Parse(time.RFC3339Nano, values[name].Text); err == nil && !at.After(modified) {
				o[name] = stamp(kg.RecordedTime(at.UnixMicro()))
			}
		case kind == 0 && strings.HasPrefix(name, "x_"):
			kind = jsonProp
		}
		if value := valueOf(kind, formats.Several(values, name)); value != nil {
			o[name] = value
		}
	}
}

// valueOf returns values as a property of a kind holds them, or nil where it cannot.
func valueOf(kind propKind, values []kg.Value) any {
	text := values[0].String()
	switch kind {
	case textProp:
		return text
	case listProp:
		var texts []string
		for _, v := range values {
			texts = append(texts, v.String())
		}
		return texts
	case flagProp:
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	case integerProp:
		if json.Valid([]byte(text)) && !strings.ContainsAny(text, ".~<>") {
			return json.Number(text)
		}
	case jsonProp:
		if len(values) > 1 {
			return valueOf(listProp, values)
		}
		if json.Valid([]byte(text)) && text != "null" {
			return json.RawMessage(text)
		}
		return text
	}
	return nil
}

// times puts the time of an object.
func times(o map[string]any, kind string, v kg.Validity) {
	for name, text := range timesOf(kind, v) {
		o[name] = text
	}
}

// references puts the sources of a record and its ids elsewhere.
func (w *writer) references(o map[string]any, sources []kg.ID, ids []kg.ExternalID) {
	var refs []any
	for _, id := range sources {
		if ref := w.sources[id]; ref != nil {
			refs = append(refs, ref)
		}
	}
	for _, x := range ids {
		refs = append(refs, map[string]any{"source_name": x.Scheme, "external_id": x.ID})
	}
	if len(refs) > 0 {
		o["external_references"] = refs
	}
}

// put puts a text where there is one.
func put(o map[string]any, name, text string) {
	if text = strings.TrimSpace(text); text != "" {
		o[name] = text
	}
}

func putList(o map[string]any, name string, texts []string) {
	if len(texts) > 0 {
		o[name] = texts
	}
}
