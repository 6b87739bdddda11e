package kg

import (
	"context"
	"maps"
	"slices"
)

// A Length is how long something lasts: at least and at most, for the readings of
// its dates in which it is shortest and longest; see [Span.lasts].
type Length struct {
	Least, Most Duration
	// Open says that it goes on, or that its end is not known at all.
	Open bool
}

// Length returns how long s lasts.
func (s Span) Length() Length {
	least, most := s.lasts()
	return Length{Least: least, Most: most, Open: s.EndLatest == PosInf}
}

// A TypeLength tells how long the relationships of one type last.
type TypeLength struct {
	Type string
	// Count is the number of relationships, and Open of those that are open. The
	// rest is about the others alone, and nil where there are none.
	Count, Open               int
	Shortest, Longest, Median *Length
}

// Lengths tells how long the relationships that v knows of last, by type, with one
// call of the store. v's Valid does not limit them.
func (g *Graph) Lengths(ctx context.Context, v View, s Scope) ([]TypeLength, error) {
	lengths := make(map[string][]Length)
	err := g.each(ctx, v, s, Always, nil, func(f Found) {
		r := f.Record.(*Relationship)
		lengths[r.Type] = append(lengths[r.Type], r.Validity.Span.Length())
	})
	if err != nil {
		return nil, err
	}
	var types []TypeLength
	for _, name := range slices.Sorted(maps.Keys(lengths)) {
		types = append(types, summary(name, lengths[name]))
	}
	return types, nil
}

// summary sums the lengths of one type up. The shortest of several lasts at least
// the smallest of the Least, and at most the smallest of the Most: each rank of the
// true lengths lies between the same ranks of the two.
func summary(name string, lengths []Length) TypeLength {
	t := TypeLength{Type: name, Count: len(lengths)}
	var least, most []Duration
	for _, l := range lengths {
		if !l.Open {
			least, most = append(least, l.Least), append(most, l.Most)
		}
	}
	n := len(least)
	if t.Open = t.Count - n; n == 0 {
		return t
	}
	slices.Sort(least)
	slices.Sort(most)
	t.Shortest = &Length{Least: least[0], Most: most[0]}
	t.Longest = &Length{Least: least[n-1], Most: most[n-1]}
	t.Median = &Length{
		// Of two in the middle, half a second more or less still bounds their mean.
		Least: middle(least, 0), Most: middle(most, 1),
	}
	return t
}

// middle returns the median of sorted numbers; half a second is rounded up where
// up is 1, and else down.
func middle(sorted []Duration, up Duration) Duration {
	a, b := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	if b == Endless {
		return b
	}
	return a + (b-a+up)/2
}
