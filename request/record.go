// Package request holds what becomes known of a request while it is answered: the id
// by which the log speaks of it, who sends it, and what it asks. The gate begins a
// record of each, those who learn something add it, and the access log reads it.
package request

import (
	"context"
	"slices"
	"sync"
)

const (
	// maxText is how much of a name is kept, in bytes.
	maxText = 100
	// maxCodes is how many different codes of errors are kept.
	maxCodes = 5
)

// A Record is what is known of one request. Nil takes what it is told and keeps nothing,
// so that a handler works without a gate before it. It is safe for concurrent use.
type Record struct {
	id string

	mu    sync.Mutex
	known Known
}

// Known is what was learned of a request. What was not is empty.
type Known struct {
	// User is the name under which its sender is known.
	User string
	// Kind is query, mutation or subscription, and Operation the name in the document.
	Kind, Operation string
	// Codes are those of the errors in its answer, each once, in the order of the answer.
	Codes []string
}

// New returns a record of the request with an id.
func New(id string) *Record { return &Record{id: id} }

type recordKey struct{}

// Attach returns a context in which [Of] finds the record.
func (r *Record) Attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, recordKey{}, r)
}

// Of returns the record of the request that a context belongs to, or nil.
func Of(ctx context.Context) *Record {
	r, _ := ctx.Value(recordKey{}).(*Record)
	return r
}

// ID returns the id of the request that a context belongs to, or "" outside of one.
func ID(ctx context.Context) string {
	if r := Of(ctx); r != nil {
		return r.id
	}
	return ""
}

// Known returns what has been learned until now.
func (r *Record) Known() Known {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.known
	known.Codes = slices.Clone(known.Codes)
	return known
}

// SetUser notes who sends the request.
func (r *Record) SetUser(name string) {
	r.change(func(k *Known) { k.User = short(name) })
}

// SetOperation notes what a request to GraphQL asks. Of several on one connection the
// last is kept.
func (r *Record) SetOperation(kind, name string) {
	r.change(func(k *Known) { k.Kind, k.Operation = kind, short(name) })
}

// AddCode notes the code of an error in the answer. Empty is none.
func (r *Record) AddCode(code string) {
	r.change(func(k *Known) {
		if code != "" && len(k.Codes) < maxCodes && !slices.Contains(k.Codes, code) {
			k.Codes = append(k.Codes, code)
		}
	})
}

func (r *Record) change(change func(*Known)) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.known)
}

// short cuts what a client may make as long as it likes.
func short(text string) string {
	if len(text) > maxText {
		return text[:maxText]
	}
	return text
}
