package view

import (
	"slices"
	"sync"
)

// Notices are what a response says beside its data, where the data alone would be
// misread. They are safe for concurrent use.
type Notices struct {
	mu    sync.Mutex
	texts []string
}

// add adds a text, once.
func (n *Notices) add(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !slices.Contains(n.texts, text) {
		n.texts = append(n.texts, text)
	}
}

// Texts returns the notices in order.
func (n *Notices) Texts() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Sorted(slices.Values(n.texts))
}
