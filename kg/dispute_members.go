package kg

import (
	"iter"
	"math/bits"
	"slices"
)

// members is a set of claims, by their places in the order in which they are shown.
type members [MaxDebated / 64]uint64

func (m *members) add(i int)     { m[i/64] |= 1 << (i % 64) }
func (m members) has(i int) bool { return m[i/64]&(1<<(i%64)) != 0 }

// all yields the members below n in order.
func (m members) all(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if m.has(i) && !yield(i) {
				return
			}
		}
	}
}

// and returns what is in both sets.
func (m members) and(other members) members {
	for w := range m {
		m[w] &= other[w]
	}
	return m
}

// compare puts the set first that has the first claim which only one of them has.
func (m members) compare(other members) int {
	for w := range m {
		if differ := m[w] ^ other[w]; differ != 0 {
			if m[w]&(1<<bits.TrailingZeros64(differ)) != 0 {
				return -1
			}
			return 1
		}
	}
	return 0
}

// largest returns the sets that are not part of another, in order.
func largest(sets []members) []members {
	slices.SortFunc(sets, members.compare)
	sets = slices.Compact(sets)
	return slices.DeleteFunc(slices.Clone(sets), func(m members) bool {
		return slices.ContainsFunc(sets, func(other members) bool {
			return other != m && m.and(other) == m
		})
	})
}
