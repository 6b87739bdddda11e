package kg

import (
	"context"
	"slices"
)

// Limits of questions about the signs of ties: how many relationships they look
// at, how many entities they may begin at, and how many comparisons they make.
const (
	MaxSigned      = 20000
	MaxOf          = 20
	MaxComparisons = 5_000_000
)

// A pair is two entities, whatever the direction of what ties them; the lesser id
// is the first.
type pair struct{ a, b ID }

// pairOf returns the pair that a relationship ties.
func pairOf(r *Relationship) pair {
	return pair{min(r.From, r.To), max(r.From, r.To)}
}

// isSigned lets through ties that are COOPERATIVE or HOSTILE.
func isSigned(f Found) bool { return f.tie().Sign != SignNeutral }

// signedTies returns the signed ties of some entities, or of all where none is
// given, that like lets through, in order of start.
func (g *Graph) signedTies(ctx context.Context, v View, of []ID, like RelationshipList) ([]Found, error) {
	keep := like.Keep
	like.Keep = func(f Found) bool { return isSigned(f) && (keep == nil || keep(f)) }
	found, more, err := g.ties(ctx, v, listsOf(of, like), MaxSigned)
	if more {
		return nil, tooManyTies(MaxSigned+1, MaxSigned)
	}
	return found, err
}

// byPair groups ties by what they tie.
func byPair(found []Found) map[pair][]Found {
	pairs := make(map[pair][]Found)
	for _, f := range found {
		p := pairOf(f.tie())
		pairs[p] = append(pairs[p], f)
	}
	return pairs
}

// An effort counts comparisons, so that a question about a dense graph ends.
type effort int

// spend adds to e and refuses what goes past [MaxComparisons].
func (e *effort) spend(n int) error {
	if *e += effort(n); *e > MaxComparisons {
		return &LimitError{
			What: "comparisons of ties", Value: int(*e), Limit: MaxComparisons, Advice: "give of, or narrow where",
		}
	}
	return nil
}

// sortByKey puts items into the order of their keys.
func sortByKey[T any](items []T, key func(T) Key) {
	slices.SortFunc(items, func(a, b T) int { return Order{}.Compare(key(a), key(b)) })
}
