package dataset

import (
	"bytes"
	"errors"
	"iter"

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
