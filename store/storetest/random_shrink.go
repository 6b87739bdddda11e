package storetest

import (
	"context"
	"slices"
)

// attempts bounds how often operations are done again to find out which matter.
const attempts = 200

// A shrinker looks for the fewest operations that still end in a difference.
type shrinker struct {
	// again does operations on a fresh pair until one differs, and returns how many
	// it did and the difference.
	again      func(ops []operation) (int, string)
	left       int
	fewest     []operation
	difference string
}

// shrink leaves out of a list of operations, the last of which differed, all that
// it can while there is still a difference, and returns the rest and that
// difference. It returns "" where doing them again shows none.
func shrink(
	ctx context.Context, opened func() *pair, ops []operation,
) (fewest []operation, difference string) {
	s := &shrinker{left: attempts, again: func(ops []operation) (int, string) {
		return replay(ctx, opened(), ops)
	}}
	if s.try(ops) {
		s.leaveOutOperations(len(ops) / 2)
		s.leaveOutWrites()
		s.leaveOutOperations(1)
	}
	return s.fewest, s.difference
}

// replay does operations on a pair until one differs.
func replay(ctx context.Context, p *pair, ops []operation) (int, string) {
	defer p.close()
	for i, op := range ops {
		if difference := p.compare(ctx, op); difference != "" {
			return i + 1, difference
		}
	}
	return len(ops), ""
}

// try does operations again. If one differs, they are the fewest so far.
func (s *shrinker) try(ops []operation) bool {
	s.left--
	n, difference := s.again(ops)
	if difference != "" {
		s.fewest, s.difference = ops[:n], difference
	}
	return difference != ""
}

// leaveOutOperations leaves out runs of operations, from a size down to 1.
func (s *shrinker) leaveOutOperations(size int) {
	for ; size > 0; size /= 2 {
		for at := 0; at < len(s.fewest)-1 && s.left > 0; {
			end := min(at+size, len(s.fewest)-1)
			if !s.try(slices.Delete(slices.Clone(s.fewest), at, end)) {
				at = end
			}
		}
	}
}

// leaveOutWrites leaves out single writes of batches.
func (s *shrinker) leaveOutWrites() {
	for i := len(s.fewest) - 1; i >= 0; i-- {
		for at := 0; i < len(s.fewest) && s.left > 0; {
			apply, ok := s.fewest[i].(applying)
			if !ok || at >= len(apply.Batch.Writes) {
				break
			}
			apply.Batch.Writes = slices.Delete(slices.Clone(apply.Batch.Writes), at, at+1)
			shorter := slices.Clone(s.fewest)
			shorter[i] = apply
			if !s.try(shorter) {
				at++
			}
		}
	}
}
