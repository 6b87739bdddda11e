package formats

import (
	"slices"

	"entente/kg"
)

// A Lexicon finds the terms that a file needs among those of a graph. A term that the
// graph lacks is made. Where it has one of the name that is for something else, the name
// gets the format's before it.
type Lexicon struct {
	graph  *kg.Vocabulary
	prefix string
	own    map[kg.ID]*kg.Term
	fresh  []kg.Record
}

// NewLexicon returns a lexicon over the terms of a graph, which may be nil, for a format
// of the name.
func NewLexicon(graph *kg.Vocabulary, format string) *Lexicon {
	return &Lexicon{graph: graph, prefix: format + "-", own: make(map[kg.ID]*kg.Term)}
}

// Fresh returns the terms that were made since it was last called, to be named before
// they are used.
func (l *Lexicon) Fresh() []kg.Record {
	fresh := l.fresh
	l.fresh = nil
	return fresh
}

// Adopt puts terms that a file brings along among those that are known, where there are
// none of their ids.
func (l *Lexicon) Adopt(t *kg.Term) {
	if l.find(t.TermKind, t.Name) == nil {
		l.own[t.ID], l.fresh = t, append(l.fresh, t)
	}
}

// Kind returns the kind of a name for entities of a class.
func (l *Lexicon) Kind(name, label string, class kg.EntityClass) *kg.Term {
	want := kg.Term{TermKind: kg.TermKindOfEntity, Name: name, Label: label, Classes: []kg.EntityClass{class}}
	return l.get(want, func(t *kg.Term) bool { return slices.Contains(t.Classes, class) })
}

// Type returns the relationship type that want describes, for ties between entities of
// the classes. Made ones permit all classes.
func (l *Lexicon) Type(want kg.Term, from, to kg.EntityClass) *kg.Term {
	want.TermKind = kg.TermRelationshipType
	if want.Sign == "" {
		want.Sign = kg.SignNeutral
	}
	return l.get(want, func(t *kg.Term) bool {
		return t.Symmetric == want.Symmetric && permits(t.From, from) && permits(t.To, to)
	})
}

// Property returns the claim property that want describes.
func (l *Lexicon) Property(want kg.Term) *kg.Term {
	want.TermKind = kg.TermClaimProperty
	return l.get(want, func(t *kg.Term) bool { return t.ValueType == want.ValueType })
}

// Has reports whether there is a term of a name.
func (l *Lexicon) Has(kind kg.TermKind, name string) bool { return l.find(kind, name) != nil }

func permits(classes []kg.EntityClass, class kg.EntityClass) bool {
	return len(classes) == 0 || slices.Contains(classes, class)
}

// get returns the term that want describes: the one of its name if it fits, else the one
// with the format's name before it.
func (l *Lexicon) get(want kg.Term, fits func(*kg.Term) bool) *kg.Term {
	if t := l.find(want.TermKind, want.Name); t != nil && fits(t) {
		return t
	} else if t != nil {
		want.Name = l.prefix + want.Name
		if t := l.find(want.TermKind, want.Name); t != nil {
			return t
		}
	}
	want.ID = kg.TermID(want.TermKind, want.Name)
	l.own[want.ID], l.fresh = &want, append(l.fresh, &want)
	return &want
}

func (l *Lexicon) find(kind kg.TermKind, name string) *kg.Term {
	if t := l.own[kg.TermID(kind, name)]; t != nil {
		return t
	}
	if l.graph != nil {
		if t, err := l.graph.Term(kind, name); err == nil {
			return t
		}
	}
	return nil
}
