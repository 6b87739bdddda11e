package dataset

import (
	"bytes"
	"errors"
	"iter"
	"reflect"
	"strings"

	"entente/formats"
	"entente/kg"
)

// readJSONL reads lines as they come. Only where some stand before what they may refer
// to are the files read once for each class of record: nothing is held in memory but the
// terms.
func readJSONL(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		r := &lineReader{decoder: newDecoder()}
		r.converter = &converter{
			Options: Options{Now: o.Now, Vocabulary: o.Vocabulary}, own: map[kg.ID]*kg.Term{},
		}
		for _, pass := range r.plan(files) {
			for _, f := range files {
				if !r.file(f, pass, yield) {
					return
				}
			}
		}
	}
}

// A lineReader reads lines, each on its own but for the terms and the description of
// the dataset that came before.
type lineReader struct {
	json      jsonReader
	decoder   *decoder
	converter *converter
	// header, if set, is what the next item has as its Header.
	header []byte
}

// file yields the lines of a file that belong to a pass, and reports whether to go on.
func (r *lineReader) file(f formats.File, in pass, yield func(formats.Item, error) bool) bool {
	r.describe(&Info{}, []byte(`{"dataset":{}}`))
	for line, err := range formats.Lines(f) {
		rank := rankBad
		if err == nil && in != passAll {
			rank = r.rank(line)
		}
		if !in.has(rank) {
			continue
		}
		var item formats.Item
		if err == nil {
			item, err = r.line(line)
		} else {
			item = formats.Item{At: line.At, Raw: bytes.Clone(line.Text)}
		}
		if err == nil && len(item.Records) == 0 {
			continue // it describes the dataset, without a mistake
		}
		item.Header, r.header = r.header, nil
		if !yield(item, err) || !goesOn(err) {
			return false
		}
	}
	return true
}

// describe notes how a line describes the dataset. Refused lines that follow mean the same
// behind it, so it is their header if it says anything of their time, or ends what did.
func (r *lineReader) describe(info *Info, line []byte) {
	before := r.converter.observedUntil
	if r.converter.observe(info); r.converter.observedUntil != before {
		r.header = line
	}
}

// goesOn reports whether reading goes on after an error.
func goesOn(err error) bool {
	var placed *formats.Error
	return err == nil || errors.As(err, &placed)
}

// line reads the record of a line, or notes how the dataset is described.
func (r *lineReader) line(line formats.Line) (formats.Item, error) {
	item := formats.Item{At: line.At, Raw: bytes.Clone(line.Text)}
	n, err := r.json.read(line.At, string(line.Text))
	if err != nil {
		return item, err
	}
	h, fields := r.head(n)
	if len(r.decoder.found) == 0 {
		r.record(h, n, fields, item.Raw)
	}
	mistakes := append(r.decoder.take(), r.converter.take()...)
	r.decoder.loose = nil
	item.Records, r.converter.records = r.converter.records, nil
	if len(mistakes) == 0 && h.Change != nil {
		if item.Change, err = h.Change.of(item.Records); err != nil {
			mistakes = append(mistakes, &formats.Error{At: n.of(fieldOf(err)), Err: err})
		}
	}
	if len(mistakes) > 0 {
		return refusal(item.At, item.Raw, mistakes)
	}
	return item, nil
}

func fieldOf(err error) string {
	var invalid *kg.InvalidError
	if errors.As(err, &invalid) {
		return invalid.Field
	}
	return ""
}

// head reads what a line has beside the fields of its record, and parts it from them.
func (r *lineReader) head(n *node) (h head, fields *node) {
	if n.kind != mappingNode {
		r.decoder.expect(n, mappingNode, "")
		return h, n
	}
	own := &node{at: n.at, kind: mappingNode}
	fields = &node{at: n.at, kind: mappingNode}
	for i, k := range n.keys {
		into := fields
		if _, ok := r.decoder.shapeOf(reflect.TypeFor[head]()).fields[k.name]; ok {
			into = own
		}
		into.keys, into.items = append(into.keys, k), append(into.items, n.items[i])
	}
	r.decoder.decode(own, reflect.ValueOf(&h).Elem(), "")
	return h, fields
}

// record reads the fields of the record that a line's head says it has.
func (r *lineReader) record(h head, n, fields *node, line []byte) {
	c := r.converter
	switch {
	case h.Dataset != nil && (h.Record != "" || h.Change != nil || len(fields.keys) > 0):
		c.refuse(n.at, "dataset", "", "beside a record", "describe the dataset on a line of its own")
	case h.Dataset != nil:
		r.describe(h.Dataset, line)
	case h.Record == "":
		c.refuse(n.at, "record", "", "must be set", acceptedRecords)
	default:
		if put := r.putter(h.Record, fields); put != nil {
			put()
			return
		}
		c.refuse(n.of("record"), "record", h.Record, "not a record", acceptedRecords)
	}
}

var acceptedRecords = "write " + strings.Join([]string{
	lineRelationshipType, lineKind, lineClaimProperty, lineSource, lineEntity, lineRelationship, lineClaim,
}, ", ")

// putter returns what reads and puts a record of a name, or nil for an unknown name.
func (r *lineReader) putter(name string, fields *node) func() {
	c := r.converter
	switch name {
	case lineRelationshipType:
		return putting(r.decoder, fields, c.relationshipType)
	case lineKind:
		return putting(r.decoder, fields, c.kind)
	case lineClaimProperty:
		return putting(r.decoder, fields, c.claimProperty)
	case lineSource:
		return putting(r.decoder, fields, c.source)
	case lineEntity:
		return putting(r.decoder, fields, c.entityWithTies)
	case lineRelationship:
		return putting(r.decoder, fields, c.relationship)
	case lineClaim:
		return putting(r.decoder, fields, c.claim)
	default:
		return nil
	}
}

// putting returns what reads a shape and, if it is without mistakes, puts it.
func putting[T any](d *decoder, fields *node, put func(*T)) func() {
	return func() {
		shape := new(T)
		d.decode(fields, reflect.ValueOf(shape).Elem(), "")
		if len(d.found) == 0 {
			put(shape)
		}
	}
}

// entityWithTies puts an entity and, behind it, the relationships it is written with.
func (c *converter) entityWithTies(e *entity) {
	if c.entity(e); e.made == nil {
		return
	}
	for put := range c.ties(e) {
		put()
	}
}
