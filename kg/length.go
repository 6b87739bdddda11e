package kg

import (
	"context"
	"maps"
	"math"
	"slices"
)

// A Length is how long something lasts, in whole seconds: at least and at most,
// for the readings of its dates in which it is shortest and longest.
type Length struct {
	Least, Most int64
	// Open says that it goes on, or that its end is not known at all.
	Open bool
}

// Unlimited is the length of what has no beginning or no end, and the most where
// a bound is not known.
const Unlimited int64 = math.MaxInt64

// Length returns how long s lasts.
func (s Span) Length() Length {
	l := Length{Least: 1, Most: Unlimited, Open: s.EndLatest == PosInf}
	switch {
	case s.StartLatest == NegInf || s.EndEarliest == PosInf:
		l.Least = Unlimited
	case !s.StartLatest.Infinite() && !s.EndEarliest.Infinite():
		l.Least = max(1, int64(s.EndEarliest-s.StartLatest))
	}
	if !s.StartEarliest.Infinite() && !s.EndLatest.Infinite() {
		l.Most = int64(s.EndLatest - s.StartEarliest)
	}
	return l
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
	err := g.each(ctx, v, s, nil, func(f Found) {
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
	var least, most []int64
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
func middle(sorted []int64, up int64) int64 {
	a, b := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	if b == Unlimited {
		return b
	}
	return a + (b-a+up)/2
}
