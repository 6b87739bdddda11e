package stix

import (
	"bytes"
	"iter"

	"entente/formats"
	"entente/kg"
)

// read reads bundles: first which objects there are, then in passes what each refers to
// before it.
func read(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		r := &reader{
			ReadOptions: o, lexicon: formats.NewLexicon(o.Vocabulary, "stix"), yield: yield,
			latest: map[uint64]version{}, markings: map[string]bool{}, ids: map[string]kg.ID{},
		}
		for pass, read := range [...]func(*object) bool{r.survey, r.sources, r.entities, r.ties, r.claims} {
			r.next = 0
			for _, file := range files {
				if !r.file(file, passes(1)<<pass, read) {
					return
				}
			}
		}
	}
}

type reader struct {
	formats.ReadOptions
	lexicon *formats.Lexicon
	yield   func(formats.Item, error) bool
	// passes are those in which each object is read, in the order of the files, and next is
	// the number of the one that comes next.
	passes []passes
	next   int
	// latest is the latest version of each object, by a hash of its id.
	latest map[uint64]version
	// markings are the definitions of markings, with whether they restrict.
	markings map[string]bool
	// ids are the records that objects were written from, where those have another id.
	ids map[string]kg.ID
}

// A version is when a version of an object was made, in microseconds, and whether it
// revokes the object.
type version struct {
	modified int64
	revoked  bool
}

// file goes through the objects of a file that a pass is about, and reports whether to
// go on. What is wrong with an object is said in the survey.
func (r *reader) file(file formats.File, pass passes, read func(*object) bool) bool {
	for value, err := range formats.JSONValues(file, "objects") {
		if pass == inSurvey {
			r.passes = append(r.passes, 0)
		}
		r.next++
		if pass != inSurvey && (err != nil || r.next > len(r.passes) || r.passes[r.next-1]&pass == 0) {
			continue
		}
		var o *object
		if err == nil {
			var wrong error
			if o, wrong = decode(value); wrong != nil {
				err = wrong
			}
		}
		switch {
		case err == nil && !read(o):
			return false
		case err != nil && pass == inSurvey:
			if !r.yield(formats.Item{At: value.At, Raw: bytes.Clone(value.Text)}, err) {
				return false
			}
		}
	}
	return true
}

// survey notes what the other passes need to know of an object.
func (r *reader) survey(o *object) bool {
	v, known := r.latest[formats.Hash(o.id)]
	if at := o.modified(); !known || at > v.modified {
		r.latest[formats.Hash(o.id)] = version{at, o.flag("revoked")}
	}
	if o.kind == "marking-definition" {
		r.markings[o.id] = o.restricts()
	}
	if id := o.exact.id(); id != "" && string(id) != o.id {
		r.ids[o.id] = id
	}
	r.passes[r.next-1] = o.passes()
	return true
}

// id returns the id of the record that a reference leads to.
func (r *reader) id(ref string) kg.ID {
	if id, other := r.ids[ref]; other {
		return id
	}
	return formats.KeepID("stix", ref)
}

// current reports whether an object counts, and says in its item why not: it is revoked,
// or there is a later version of it.
func (r *reader) current(it *item) bool {
	o := it.object
	latest := r.latest[formats.Hash(o.id)]
	switch {
	case o.modified() < latest.modified:
		it.remark("modified", o.text("modified"), "left out: the files have a later version of "+o.id)
	case latest.revoked:
		it.remark("revoked", "true", o.id+" is revoked and not written; where the graph has it, it stays: retract it there")
	default:
		return true
	}
	return false
}

// revoked refuses a reference to what the files revoke.
func (r *reader) revoked(field, ref string) error {
	if !r.latest[formats.Hash(ref)].revoked {
		return nil
	}
	return &kg.InvalidError{Field: field, Value: ref, Reason: "refers to an object that is revoked"}
}

// give yields items behind the terms that they need, and reports whether to go on.
func (r *reader) give(items ...*item) bool {
	for _, it := range items {
		if fresh := r.lexicon.Fresh(); len(fresh) > 0 && !r.yield(formats.Item{At: it.At, Named: fresh}, nil) {
			return false
		}
		for _, record := range append(it.Named, it.Records...) {
			if it.err == nil {
				it.err = record.Validate()
			}
		}
		switch {
		case it.err != nil:
			if !r.yield(formats.Item{At: it.At, Raw: it.Raw}, it.object.blame(it.err)) {
				return false
			}
		case len(it.Named)+len(it.Records)+len(it.Remarks) > 0:
			if !r.yield(it.Item, nil) {
				return false
			}
		}
	}
	return true
}

// An item is an object and what is read from it.
type item struct {
	formats.Item
	object *object
	err    error
}

// itemOf returns an item of an object.
func itemOf(o *object) *item {
	it := &item{object: o}
	it.At, it.Raw = o.at, bytes.Clone(o.raw)
	return it
}

func (it *item) add(records ...kg.Record) { it.Records = append(it.Records, records...) }

// remark says that a value was not read as it was written.
func (it *item) remark(field, value, reason string) {
	it.Remarks = append(it.Remarks, it.object.blame(&kg.InvalidError{Field: field, Value: value, Reason: reason}))
}
