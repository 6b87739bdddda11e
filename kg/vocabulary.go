package kg

import (
	"cmp"
	"slices"
)

// A Vocabulary is the set of terms that records may use, as it stood at one moment.
type Vocabulary struct {
	terms []*Term
	byID  map[ID]*Term
}

// newVocabulary makes a vocabulary of terms, ordered by kind and name.
func newVocabulary(terms []*Term) *Vocabulary {
	v := &Vocabulary{terms: slices.Clone(terms), byID: make(map[ID]*Term, len(terms))}
	slices.SortFunc(v.terms, func(a, b *Term) int {
		return cmp.Or(cmp.Compare(a.TermKind, b.TermKind), cmp.Compare(a.Name, b.Name))
	})
	for _, t := range terms {
		v.byID[t.ID] = t
	}
	return v
}

// Terms lists the terms of a kind by name.
func (v *Vocabulary) Terms(kind TermKind) []*Term {
	var terms []*Term
	for _, t := range v.terms {
		if t.TermKind == kind {
			terms = append(terms, t)
		}
	}
	return terms
}

// Term returns the term of a name. The error for an unknown one is an
// [*InvalidError] without a field, with the nearest known names.
func (v *Vocabulary) Term(kind TermKind, name string) (*Term, error) {
	if t := v.byID[TermID(kind, name)]; t != nil {
		return t, nil
	}
	return nil, &InvalidError{Value: name, Reason: unknownTerm(kind), Near: v.nearest(kind, name)}
}

func unknownTerm(kind TermKind) string {
	switch kind {
	case TermKindOfEntity:
		return "not a kind of the vocabulary"
	case TermRelationshipType:
		return "not a relationship type of the vocabulary"
	default:
		return "not a claim property of the vocabulary"
	}
}

// with returns v with further terms, each in the place of one with its id.
func (v *Vocabulary) with(terms []*Term) *Vocabulary {
	if len(terms) == 0 {
		return v
	}
	all := slices.Clone(terms)
	for _, t := range v.terms {
		if !slices.ContainsFunc(terms, func(n *Term) bool { return n.ID == t.ID }) {
			all = append(all, t)
		}
	}
	return newVocabulary(all)
}

// maxNear is how many names an error suggests.
const maxNear = 3

// nearest returns the known names of a kind that differ least from name.
func (v *Vocabulary) nearest(kind TermKind, name string) []string {
	var names []string
	for _, t := range v.Terms(kind) {
		names = append(names, t.Name)
	}
	return nearest(names, name)
}

// nearest returns at most [maxNear] of names, those with the least edit distance
// to name, if that is within half of its length.
func nearest(names []string, name string) []string {
	if name = shorten(name); name == "" {
		return nil
	}
	type scored struct {
		name     string
		distance int
	}
	var near []scored
	for _, n := range names {
		if d := editDistance(name, n); d <= max(2, len(name)/2) {
			near = append(near, scored{n, d})
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return cmp.Compare(a.distance, b.distance) })
	var best []string
	for _, s := range near[:min(len(near), maxNear)] {
		best = append(best, s.name)
	}
	return best
}

// editDistance is Levenshtein's: how many bytes to insert, delete or replace.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
