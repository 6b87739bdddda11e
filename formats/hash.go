package formats

import "hash/fnv"

// Hash returns a number that stands for a text in an index, where texts would take too
// much memory. That two of a million texts have one is less likely than one in 30 million.
func Hash[T ~string](text T) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return h.Sum64()
}
