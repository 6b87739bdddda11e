package ftm

import (
	"bytes"
	"iter"

	"entente/formats"
	"entente/kg"
)

// read reads files of entities: documents first, then what is tied, then what ties it.
func read(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		r := &reader{
			ReadOptions: o, lexicon: formats.NewLexicon(o.Vocabulary, "ftm"), yield: yield,
			classes: map[uint64]kg.EntityClass{}, datasets: map[kg.ID]bool{},
		}
		for pass := range 3 {
			for _, file := range files {
				if !r.file(file, pass) {
					return
				}
			}
		}
	}
}

// The passes over files, by what they read.
const (
	passDocuments = iota
	passThings
	passTies
)

type reader struct {
	formats.ReadOptions
	lexicon *formats.Lexicon
	yield   func(formats.Item, error) bool
	// classes are those of entities that are no actors, by a hash of the id.
	classes map[uint64]kg.EntityClass
	// datasets are those whose sources were named.
	datasets map[kg.ID]bool
}

// file reads one file in one pass and reports whether to go on. Lines that cannot be
// read are reported in the first pass.
func (r *reader) file(file formats.File, pass int) bool {
	for text, err := range formats.Lines(file) {
		var l *line
		if err == nil {
			var wrong error
			if l, wrong = decode(text); wrong != nil {
				err = wrong
			}
		}
		switch {
		case err != nil && pass == passDocuments:
			if !r.yield(formats.Item{At: text.At, Raw: bytes.Clone(text.Text)}, err) {
				return false
			}
		case err == nil && passOf(l) == pass:
			if !r.give(r.read(l)) {
				return false
			}
		case err == nil && pass == passTies && l.Op != "DEL" && l.Entente == nil && passOf(l) == passThings:
			if it := r.refs(l); len(it.Records)+len(it.Remarks) > 0 && !r.give(it) {
				return false
			}
		}
	}
	return true
}

// passOf says in which pass a line is read.
func passOf(l *line) int {
	x := l.Entente
	switch {
	case x != nil && x.Exact != nil && x.Class == kg.ClassSource, x != nil && len(x.About) > 0:
		return passDocuments
	case x != nil && x.Exact != nil && x.Class == kg.ClassEntity:
		return passThings
	case x != nil && x.Exact != nil:
		return passTies
	case l.shape.is["Document"]:
		return passDocuments
	case l.shape.tie(), l.shape.is["Note"] && l.first("entity") != "":
		return passTies
	default:
		return passThings
	}
}

// read reads a line.
func (r *reader) read(l *line) *item {
	it := &item{line: l}
	it.At, it.Raw = l.at, bytes.Clone(l.raw)
	switch {
	case l.Op == "DEL":
		it.remark("op", l.Op, "nothing is deleted: a record of this id that the graph has is left as it is")
	case l.Entente != nil && r.exact(it):
	case l.shape.is["Document"]:
		r.document(it)
	case l.shape.name == "Documentation":
		r.documentation(it)
	case l.shape.is["Note"] && l.first("entity") != "":
		r.note(it)
	case l.shape.tie():
		r.tie(it)
	default:
		r.thing(it)
	}
	return it
}

// give yields an item, behind the terms that it needs, and reports whether to go on.
func (r *reader) give(it *item) bool {
	if fresh := r.lexicon.Fresh(); len(fresh) > 0 {
		if !r.yield(formats.Item{At: it.At, Named: fresh}, nil) {
			return false
		}
	}
	for _, record := range append(it.Named, it.Records...) {
		if it.err == nil {
			it.err = record.Validate()
		}
	}
	if it.err == nil {
		return r.yield(it.Item, nil)
	}
	return r.yield(formats.Item{At: it.At, Raw: it.Raw}, it.line.blame(it.err))
}

// An item is a line and what is read from it.
type item struct {
	formats.Item
	line *line
	err  error
}

func (it *item) add(records ...kg.Record) { it.Records = append(it.Records, records...) }

// remark says that a value was not read as it was written.
func (it *item) remark(field, value, reason string) {
	it.Remarks = append(it.Remarks, &formats.Error{
		At: it.At, Err: &kg.InvalidError{Field: field, Value: value, Reason: reason},
	})
}

// idOf returns the id here of what a file calls by an id.
func idOf(id string) kg.ID { return formats.KeepID("ftm", id) }

// class returns the class of an entity that a line refers to: an actor, unless one of
// the id was read that is something else.
func (r *reader) class(id kg.ID) kg.EntityClass {
	if class, other := r.classes[formats.Hash(id)]; other {
		return class
	}
	return kg.ClassActor
}

// classify keeps the class of an entity.
func (r *reader) classify(e *kg.Entity) {
	if e.EntityClass != kg.ClassActor {
		r.classes[formats.Hash(e.ID)] = e.EntityClass
	}
}
