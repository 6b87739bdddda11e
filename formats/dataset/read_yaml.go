package dataset

import (
	"fmt"
	"iter"

	"entente/formats"
	"entente/kg"
)

// maxTogether is how many bytes the files of one collection may have.
const maxTogether = 8 << 20

// readYAML reads the files of one collection. Raw of an item is a line as in JSON lines,
// whatever the record was written as, so that all that is refused can be put right and
// read in one file.
func readYAML(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		together, ok := loadAll(files, yield)
		if !ok {
			return
		}
		d := &delivery{
			converter: newConverter(together, Options{Now: o.Now, Vocabulary: o.Vocabulary}),
			encoder:   newEncoder(),
		}
		for _, mistake := range d.take() {
			if !yield(formats.Item{At: mistake.At}, mistake) {
				return
			}
		}
		for m := range d.every(together) {
			if !d.deliver(m, yield) {
				return
			}
		}
	}
}

// loadAll reads the files that can be read. ok is false where reading is over.
func loadAll(
	files []formats.File, yield func(formats.Item, error) bool,
) (together []file, ok bool) {
	room := maxTogether
	for _, f := range files {
		size, read, err := load(f, min(room, MaxFile))
		room -= size
		var mistakes []*formats.Error
		switch placed, isPlaced := err.(*formats.Error); { //nolint:errorlint // load returns it unwrapped
		case isPlaced:
			mistakes = []*formats.Error{placed}
		case err != nil:
			yield(formats.Item{At: formats.Position{File: f.Name, Line: 1, Column: 1}}, err)
			return nil, false
		default:
			together = append(together, read)
			mistakes = read.loose
			if read.Dataset != nil {
				mistakes = append(mistakes, read.Dataset.mistakes...)
			}
		}
		for _, mistake := range mistakes {
			if !yield(formats.Item{At: mistake.At}, mistake) {
				return nil, false
			}
		}
	}
	return together, true
}

// load reads one file of at most so many bytes. Mistakes that are in no record are the
// file's loose ones.
func load(f formats.File, room int) (size int, read file, err error) {
	r, err := f.Open()
	if err != nil {
		return 0, file{}, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer r.Close() //nolint:errcheck // nothing is written
	text, err := readText(f.Name, r, room)
	if err != nil {
		return 0, file{}, err
	}
	d := newDecoder()
	read, err = d.file(f.Name, text)
	read.loose = d.loose
	return len(text), read, err
}

// A delivery yields what a collection says, record by record.
type delivery struct {
	*converter
	encoder *encoder
}

func (d *delivery) deliver(m mention, yield func(formats.Item, error) bool) bool {
	mistakes := m.origin.mistakes
	if len(mistakes) == 0 {
		m.put()
		mistakes = d.take()
	}
	records := d.records
	d.records = nil
	if len(mistakes) > 0 {
		return yield(refusal(m.origin.of(""), d.raw(m), mistakes))
	}
	for _, r := range records {
		item := formats.Item{At: d.seen[r.Head().ID], Raw: d.line(r), Records: []kg.Record{r}}
		if !yield(item, nil) {
			return false
		}
	}
	return true
}

// refusal returns an item that is refused for the first of some mistakes; the others
// are its remarks.
func refusal(
	at formats.Position, raw []byte, mistakes []*formats.Error,
) (formats.Item, error) {
	return formats.Item{At: at, Raw: raw, Remarks: mistakes[1:]}, mistakes[0]
}

// line returns a record as a line that says all of it, without the terms of the file.
func (d *delivery) line(r kg.Record) []byte {
	name, shape := newRestater().shape(r)
	return d.join(name, d.encoder.of(shape))
}

// raw returns a record as it was written, but for its time: what follows for it from the
// rest of the collection is written out.
func (d *delivery) raw(m mention) []byte {
	n := m.origin.node
	if m.when == nil || n.kind != mappingNode {
		return d.join(m.name, n)
	}
	when, err := m.when()
	if err != nil {
		return d.join(m.name, n)
	}
	n, _ = n.without("validity")
	full := &node{kind: mappingNode, keys: n.keys, items: n.items}
	full.set("validity", d.encoder.of(tieValidityOf(when.Written)))
	return d.join(m.name, full)
}

// join writes the fields of a record as a line without an end.
func (d *delivery) join(name string, fields *node) []byte {
	n := d.encoder.of(&head{Record: name})
	n.keys, n.items = append(n.keys, fields.keys...), append(n.items, fields.items...)
	return appendJSON(nil, n)
}
