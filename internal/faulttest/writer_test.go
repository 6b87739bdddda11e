package faulttest

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"entente/kg"
)

// A mutation is one that a writer sends, as often as it takes, under one key. The key is
// also its reason, by which the log is searched for it.
type mutation struct {
	key    string
	field  string
	query  string
	input  map[string]any
	id     kg.ID // of the record that it is about
	writes int   // how many records it writes, in one batch
}

// An acknowledgement is what a server answered a mutation with.
type acknowledgement struct {
	*mutation
	recordedAt kg.RecordedTime
	version    int
}

// A ledger is what writers know of a graph: what they sent and what was acknowledged.
type ledger struct {
	mu    sync.Mutex
	sent  map[string]*mutation
	acked map[string]acknowledgement
	// pasts are what the graph was as of recorded times, which never changes.
	pasts map[kg.RecordedTime]string
	// wrote gets a token for each acknowledgement.
	wrote chan struct{}
}

func newLedger() *ledger {
	return &ledger{
		sent: make(map[string]*mutation), acked: make(map[string]acknowledgement),
		pasts: make(map[kg.RecordedTime]string), wrote: make(chan struct{}, 1<<20),
	}
}

// A writer makes one change after the other to records of its own, and does not go on
// before it knows what became of the last. It makes an entity, then, over and over, a
// tie, the end of that tie with a claim of the end, and a new version of the entity.
type writer struct {
	name    string
	ledger  *ledger
	step    int
	version int // of the entity
	pending *mutation
}

// newWriters returns writers who keep one ledger.
func newWriters(n int) ([]*writer, *ledger) {
	l := newLedger()
	writers := make([]*writer, n)
	for i := range writers {
		writers[i] = &writer{name: fmt.Sprint("writer-", i), ledger: l}
	}
	return writers, l
}

// The source and the far end of all ties, which the starting graph has.
const (
	someSource = "s-centcom-2014"
	someEntity = "syria"
)

const payload = ` { consistency recordedAt `

func (w *writer) next() *mutation {
	key := fmt.Sprintf("%s-%d", w.name, w.step)
	tie := kg.ID(fmt.Sprintf("tie-%s-%d", w.name, (w.step+2)/3))
	m := &mutation{key: key, id: tie, writes: 1}
	switch {
	case w.step == 0:
		m.id, m.field = kg.ID(w.name), "createEntity"
		m.query = `mutation($input: CreateEntityInput!) { it: createEntity(input: $input)` + payload + `it: entity { version } } }`
		m.input = map[string]any{
			"class": "ACTOR", "kind": "state", "names": []any{map[string]any{"text": "State of " + w.name}},
			"validity": map[string]any{"edtf": "1950/.."},
		}
	case w.step%3 == 1:
		m.field = "createRelationship"
		m.query = `mutation($input: CreateRelationshipInput!) { it: createRelationship(input: $input)` + payload +
			`it: relationship { version } } }`
		m.input = map[string]any{
			"type": "cooperation", "from": w.name, "to": someEntity, "sources": []any{someSource},
			"validity": map[string]any{"edtf": "1990/.."},
		}
	case w.step%3 == 2:
		m.id = kg.ID(fmt.Sprintf("tie-%s-%d", w.name, (w.step+1)/3))
		m.field, m.writes = "expireRelationship", 2
		m.query = `mutation($input: ExpireRelationshipInput!) { it: expireRelationship(input: $input)` + payload +
			`it: relationship { version } } }`
		m.input = map[string]any{
			"expectedVersion": 1, "end": "2001", "claim": map[string]any{"source": someSource, "quote": "it is over"},
		}
	default:
		m.id, m.field = kg.ID(w.name), "updateEntity"
		m.query = `mutation($input: UpdateEntityInput!) { it: updateEntity(input: $input)` + payload + `it: entity { version } } }`
		m.input = map[string]any{"expectedVersion": w.version, "summary": "Changed by " + key}
	}
	m.input["id"], m.input["idempotencyKey"], m.input["reason"] = m.id, key, key
	return m
}

// write makes changes until ctx is done or the server is gone, and sends again what may
// succeed then. see, if set, is shown every answer.
func (w *writer) write(ctx context.Context, t *testing.T, s *server, see func(answer)) {
	for ctx.Err() == nil {
		if w.pending == nil {
			w.pending = w.next()
			w.ledger.send(w.pending)
		}
		a := s.ask(t.Context(), w.pending.query, map[string]any{"input": w.pending.input})
		if see != nil {
			see(a)
		}
		switch {
		case a.lost:
			return
		case a.passing():
			rest(ctx)
			continue
		case a.errors != nil || a.mistake() != "":
			t.Errorf("%s %s: got %s, want it done", w.pending.key, w.pending.field, a.body)
			return
		}
		w.done(t, a)
	}
}

// restFor is how long a client lies still after a request, so that it is a client's load
// and not what the machine can do.
const restFor = 20 * time.Millisecond

func rest(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(restFor):
	}
}

// done enters what was acknowledged.
func (w *writer) done(t *testing.T, a answer) {
	t.Helper()
	acked := acknowledgement{mutation: w.pending}
	acked.read(t, a)
	if w.pending.id == kg.ID(w.name) {
		w.version = acked.version
	}
	w.ledger.acknowledge(acked)
	w.pending = nil
	w.step++
}

// read reads what a server answered with.
func (acked *acknowledgement) read(t *testing.T, a answer) {
	t.Helper()
	var it struct {
		RecordedAt time.Time
		It         struct{ Version int }
	}
	if err := json.Unmarshal(a.data["it"], &it); err != nil {
		t.Errorf("%s: %v in %s", acked.key, err, a.body)
	}
	acked.recordedAt, acked.version = kg.RecordedTime(it.RecordedAt.UnixMicro()), it.It.Version
}

func (l *ledger) send(m *mutation) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent[m.key] = m
}

func (l *ledger) acknowledge(a acknowledgement) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acked[a.key] = a
	l.wrote <- struct{}{}
}

// await waits until so many more mutations were acknowledged.
func (l *ledger) await(t *testing.T, n int) {
	t.Helper()
	for range n {
		select {
		case <-l.wrote:
		case <-time.After(time.Minute):
			t.Fatal("for a minute no write was acknowledged")
		}
	}
}
