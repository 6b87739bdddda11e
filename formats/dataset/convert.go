package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// formatVersion is the version of the format that is read and written.
const formatVersion = 1

// A converter turns shapes into records.
type converter struct {
	problems
	Options
	// observed is the date up to which open ends are attested, and observedUntil
	// its text, empty where the dataset gives none.
	observed      kg.Date
	observedUntil string
	own           map[kg.ID]*kg.Term
	// events are the times of the events that were put, by id, and seen the places
	// of all records. Either is nil where it is not to be kept.
	events  map[string]kg.Span
	seen    map[kg.ID]formats.Position
	records []kg.Record
}

// newConverter returns one that keeps what it has seen, for files in memory.
func newConverter(files []file, o Options) *converter {
	c := &converter{
		Options: o, own: map[kg.ID]*kg.Term{},
		events: map[string]kg.Span{}, seen: map[kg.ID]formats.Position{},
	}
	var first *Info
	for _, f := range files {
		switch {
		case f.Dataset == nil:
		case first != nil:
			c.refuse(f.Dataset.of(""), "dataset", "", "a second description of the dataset",
				"there is one at "+first.of("").String())
		default:
			first = f.Dataset
			c.observe(first)
		}
	}
	return c
}

// observe reads up to when the collection was observed.
func (c *converter) observe(info *Info) {
	c.observed, c.observedUntil = kg.Date{}, ""
	if info.Format > formatVersion {
		c.refuse(info.of("format"), "format", strconv.Itoa(info.Format), "a later version of the format",
			fmt.Sprintf("read it with a later version of this program; this one reads %d", formatVersion))
	}
	if info.ObservedUntil == "" {
		return
	}
	date, err := kg.ParseDate(info.ObservedUntil, "")
	if err != nil {
		c.add(info.of("observedUntil"), at("observedUntil", err))
		return
	}
	c.observed, c.observedUntil = date, date.Text
}

// put adds a record if it is valid and its id is new, and reports whether it was. o
// is where it stands; path is the field that it was derived from, or empty where it
// was written itself.
func (c *converter) put(r kg.Record, o *origin, path string) bool {
	id, idPath := r.Head().ID, cmp.Or(path, "id")
	if before, twice := c.seen[id]; twice {
		c.refuse(o.of(idPath), idPath, string(id), "this id is used already", "it is at "+before.String())
		return false
	}
	if err := r.Validate(); err != nil {
		c.note(o, path, err)
		return false
	}
	if c.seen != nil {
		c.seen[id] = o.of(idPath)
	}
	c.records = append(c.records, r)
	return true
}

// note puts a mistake at the field of o that it names. A mistake in a derived
// record is put at the field that it was derived from.
func (c *converter) note(o *origin, path string, err error) {
	var invalid *kg.InvalidError
	if path == "" && errors.As(err, &invalid) {
		path = invalid.Field
	}
	c.add(o.of(path), err)
}

// at names the field of an InvalidError that has none, or puts the field before
// the one it has.
func at(field string, err error) error {
	var invalid *kg.InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	moved := *invalid
	moved.Field = strings.TrimSuffix(field+"."+moved.Field, ".")
	return &moved
}

// head returns the header of a record of the id.
func (h *header) head(id kg.ID) kg.Header {
	return kg.Header{ID: id, Access: kg.Access(h.Access), Sources: ids(h.Sources), Note: h.Note}
}

func ids(texts []string) []kg.ID { return list[kg.ID](texts) }

// list turns texts into texts of another type; none stay nil.
func list[T, F ~string](texts []F) []T {
	if texts == nil {
		return nil
	}
	out := make([]T, len(texts))
	for i, text := range texts {
		out[i] = T(text)
	}
	return out
}

// term returns the term of a name from the dataset or the vocabulary beside it.
func (c *converter) term(kind kg.TermKind, name string) (*kg.Term, error) {
	if t := c.own[kg.TermID(kind, name)]; t != nil {
		return t, nil
	}
	if c.Vocabulary != nil {
		if t, err := c.Vocabulary.Term(kind, name); err == nil {
			return t, nil
		}
	}
	return nil, &kg.InvalidError{
		Value: name, Reason: "not a term of the vocabulary", Accepted: "write " + c.known(kind),
	}
}

// known lists the names of the terms of a kind, in order.
func (c *converter) known(kind kg.TermKind) string {
	var names []string
	for _, t := range c.own {
		if t.TermKind == kind {
			names = append(names, t.Name)
		}
	}
	if c.Vocabulary != nil {
		for _, t := range c.Vocabulary.Terms(kind) {
			names = append(names, t.Name)
		}
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) == 0 {
		return "a term that a vocabulary has; there is none"
	}
	return strings.Join(names, ", ")
}

// validity reads when something holds; nil means that nothing is known. With
// observed, an open end without an attestation is attested as long as the dataset
// was observed, unless it began later.
func (c *converter) validity(v *validity, observed bool) (kg.Validity, error) {
	if v == nil {
		return kg.Unknown, nil
	}
	w := v.written()
	read, err := w.Read(c.Now)
	if err != nil || !observed || !c.goesOn(w) || read.Span.StartEarliest > c.observed.Last {
		return read, at("validity", err)
	}
	w.AttestedUntil = c.observedUntil
	read, err = w.Read(c.Now)
	return read, at("validity", err)
}

// goesOn reports whether w has an open end that the dataset's observation is to
// attest.
func (c *converter) goesOn(w kg.Written) bool {
	return c.observedUntil != "" && w.AttestedUntil == "" && strings.HasSuffix(w.EDTF, "/..")
}

// date reads one date as canonical text.
func (c *converter) date(o *origin, field, text string) kg.DateText {
	if text == "" {
		return ""
	}
	date, err := kg.ParseDate(text, "")
	if err != nil {
		c.add(o.of(field), at(field, err))
	}
	return kg.DateText(date.Text)
}

// properties reads further values by name.
func (c *converter) properties(o *origin, values map[string]value) kg.Properties {
	if len(values) == 0 {
		return nil
	}
	out := make(kg.Properties, len(values))
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v := values[name]
		parsed, err := v.parse()
		if err != nil {
			c.add(o.of("properties."+name), at("properties."+name, err))
			continue
		}
		out[name] = parsed
	}
	return out
}
