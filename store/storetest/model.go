package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"entente/kg"
)

// A Model is a [kg.Store] in memory that is written to be obviously right: it
// keeps every version that was ever written in one slice, and answers everything
// by looking through it. Its methods are safe for concurrent use.
type Model struct {
	clock func() time.Time

	mu       sync.RWMutex
	closed   bool
	versions []version
	changes  []kg.Change
	receipts []receipt
	// fixed is the latest Known that was read.
	fixed kg.RecordedTime
}

// A version is one version of a record with the id and the keys that it is found by.
type version struct {
	kg.Version
	id   kg.ID
	keys kg.Keys
	// span is when the record holds; keys.Span, by which it is ordered, is another
	// where a perspective tells it.
	span kg.Span
}

// A receipt is what a batch with a key was answered with.
type receipt struct {
	writer, key string
	kg.Receipt
}

var _ kg.Store = (*Model)(nil)

// NewModel returns an empty Model that takes recorded times from the clock.
func NewModel(clock func() time.Time) *Model { return &Model{clock: clock} }

// Close makes every later call fail. It may be called twice.
func (m *Model) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

// usable returns why m cannot go on with a call, if it cannot.
func (m *Model) usable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("the store was not asked to the end: %w", err)
	}
	if m.closed {
		return fmt.Errorf("the store is closed: %w", kg.ErrUnavailable)
	}
	return nil
}

// checkToken refuses what is no consistency token: the number of a change.
func checkToken(v kg.View) error {
	if sequence, err := strconv.Atoi(v.Consistency); v.Consistency == "" || err == nil && sequence > 0 {
		return nil
	}
	return kg.BadToken(v.Consistency)
}

// read runs a part of a read for each question, with no write in between.
func read[Q, A any](
	ctx context.Context, m *Model, v kg.View, questions []Q, answer func(Q) A,
) ([]A, error) {
	m.fix(v)
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := checkToken(v); err != nil {
		return nil, err
	}
	answers := make([]A, 0, len(questions))
	for _, question := range questions {
		if err := m.usable(ctx); err != nil {
			return nil, err
		}
		answers = append(answers, answer(question))
	}
	if err := m.usable(ctx); err != nil {
		return nil, err
	}
	return answers, nil
}

// latest returns the last version of a record, even one that was retracted, or
// nil where there never was such a record.
func (m *Model) latest(id kg.ID) *version {
	for i := range slices.Backward(m.versions) {
		if m.versions[i].id == id {
			return &m.versions[i]
		}
	}
	return nil
}

// current returns the version of a record that is in force, or nil.
func (m *Model) current(id kg.ID) *version {
	if latest := m.latest(id); latest != nil && latest.inForce() {
		return latest
	}
	return nil
}

// inForce says that v was neither replaced nor retracted.
func (v *version) inForce() bool { return v.To == kg.StillCurrent }

// currentAt says that v is the version that a view shows of its record, if any.
func (v *version) currentAt(view kg.View) bool {
	if view.Known == 0 {
		return v.inForce()
	}
	return v.From <= view.Known && view.Known < v.To
}

// at returns the version of a record that a view shows, hidden or not, or nil.
func (m *Model) at(view kg.View, id kg.ID) *version {
	for i := range m.versions {
		if m.versions[i].id == id && m.versions[i].currentAt(view) {
			return &m.versions[i]
		}
	}
	return nil
}

// shows says that v is for the eyes of who has the view.
func (v *version) shows(view kg.View) bool { return view.Restricted || !v.keys.Restricted }

// reveals says that the view may see v, which is hidden for what it was and for
// what its record became.
func (m *Model) reveals(view kg.View, v *version) bool {
	return v.shows(view) && m.latest(v.id).shows(view)
}

// fix makes all later writes be recorded after a view's Known.
func (m *Model) fix(v kg.View) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fixed = max(m.fixed, min(v.Known, kg.RecordedTime(m.clock().UnixMicro())))
}

// Records returns the record of each id; see [kg.Store].
func (m *Model) Records(ctx context.Context, v kg.View, ids []kg.ID) ([]kg.Record, error) {
	return read(ctx, m, v, ids, func(id kg.ID) kg.Record {
		if found := m.at(v, id); found != nil && m.reveals(v, found) {
			return found.Record
		}
		return nil
	})
}

// Last returns the end of the log; see [kg.Store].
func (m *Model) Last(ctx context.Context, v kg.View) (kg.LogEnd, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := cmp.Or(m.usable(ctx), checkToken(v)); err != nil || len(m.changes) == 0 {
		return kg.LogEnd{}, err
	}
	last := m.changes[len(m.changes)-1]
	return kg.LogEnd{Sequence: last.Sequence, RecordedAt: last.RecordedAt}, nil
}

// Versions returns all versions of each record; see [kg.Store].
func (m *Model) Versions(
	ctx context.Context, v kg.View, ids []kg.ID,
) ([][]kg.Version, error) {
	v.Known = 0 // which is no matter here
	return read(ctx, m, v, ids, func(id kg.ID) []kg.Version {
		if latest := m.latest(id); latest == nil || !latest.shows(v) {
			return nil
		}
		var all []kg.Version
		for _, version := range m.versions {
			if version.id == id {
				all = append(all, version.Version)
			}
		}
		return all
	})
}

// Changes returns entries of the log; see [kg.Store].
func (m *Model) Changes(
	ctx context.Context, v kg.View, after int64, limit int,
) ([]kg.Change, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := cmp.Or(m.usable(ctx), checkToken(v)); err != nil {
		return nil, err
	}
	var entries []kg.Change
	for _, change := range m.changes {
		if change.Sequence > after && len(entries) < limit && m.latest(change.Record).shows(v) {
			entries = append(entries, change)
		}
	}
	return entries, nil
}

// Receipt returns what a batch was answered with; see [kg.Store].
func (m *Model) Receipt(ctx context.Context, writer, key string) (*kg.Receipt, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.usable(ctx); err != nil {
		return nil, err
	}
	return m.receipt(writer, key), nil
}

func (m *Model) receipt(writer, key string) *kg.Receipt {
	for _, r := range m.receipts {
		if r.writer == writer && r.key == key {
			answer := r.Receipt
			answer.Records = slices.Clone(answer.Records)
			return &answer
		}
	}
	return nil
}
