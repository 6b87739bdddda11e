package observe

import "sync"

// maxValues is how many values a label may have that are not known beforehand. Each is
// a series that is kept for as long as the process lives.
const maxValues = 64

// other stands for all values of a label that are too many.
const other = "other"

// A bounded label has few values, whatever it is given. Those that it gets should come
// from our own code; where that is wrong one day, there are still no more of them.
type bounded struct {
	mu   sync.RWMutex
	seen map[string]bool
}

// of returns the value, or [other] where there are too many or it is too long.
func (b *bounded) of(value string) string {
	b.mu.RLock()
	known := b.seen[value]
	b.mu.RUnlock()
	if known {
		return value
	}
	const longest = 64
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(value) > longest || len(b.seen) >= maxValues {
		return other
	}
	if b.seen == nil {
		b.seen = make(map[string]bool)
	}
	b.seen[value] = true
	return value
}
