package graph

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql/handler/transport"
)

const (
	// transportProtocol is the subprotocol by which subscribers have ids.
	transportProtocol = "graphql-transport-ws"
	// closeSubscriberExists is its code for who takes an id that is in use.
	closeSubscriberExists = 4409
	// maxReason is how long the reason of a close may be, in bytes.
	maxReason = 123
)

// A subscribers socket keeps the ids of a graphql-transport-ws client apart, which
// gqlgen does not: it refuses one that is in use, and gives gqlgen a number in the
// place of each. A client may take an id again as soon as it has said that it is
// done; by then gqlgen may still be sending under the number of the one before.
type subscribers struct {
	patientSocket

	mu      sync.Mutex
	last    int
	numbers map[string]string // by the client's id
	ids     map[string]string // by number
}

// newSubscribers returns the socket of a client who has no subscriptions yet.
func newSubscribers(s patientSocket) *subscribers {
	return &subscribers{patientSocket: s, numbers: make(map[string]string), ids: make(map[string]string)}
}

// An envelope is a message of graphql-transport-ws, whatever it is about.
type envelope struct {
	Payload json.RawMessage `json:"payload,omitempty"`
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
}

// NextReader returns the next message of the client, with the number of its id. What
// is no message is left to gqlgen to refuse.
func (s *subscribers) NextReader() (kind int, r io.Reader, err error) {
	kind, r, err = s.patientSocket.NextReader()
	if err != nil {
		return kind, r, err
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return kind, nil, err
	}
	var m envelope
	if json.NewDecoder(bytes.NewReader(text)).Decode(&m) != nil {
		return kind, bytes.NewReader(text), nil
	}
	if !s.incoming(&m) {
		_ = s.WriteClose(closeSubscriberExists, subscriberExists(m.ID)) // it is gone otherwise
		return kind, nil, transport.ErrWebsocketClosed
	}
	text, err = json.Marshal(m)
	return kind, bytes.NewReader(text), err
}

// incoming puts the number in the place of the client's id, and reports whether the
// client may use it.
func (s *subscribers) incoming(m *envelope) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	number, taken := s.numbers[m.ID]
	switch m.Type {
	case "subscribe":
		if taken {
			return false
		}
		s.last++
		number = strconv.Itoa(s.last)
		s.numbers[m.ID], s.ids[number] = number, m.ID
	case "complete":
		s.forget(number)
	}
	m.ID = number
	return true
}

// forget frees the id of a number. It needs the lock.
func (s *subscribers) forget(number string) {
	if id, ok := s.ids[number]; ok {
		delete(s.ids, number)
		delete(s.numbers, id)
	}
}

// WriteJSON writes a message under the client's id, unless the client is done with it.
func (s *subscribers) WriteJSON(v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var m envelope
	if err := json.Unmarshal(text, &m); err != nil {
		return err
	}
	if !s.outgoing(&m) {
		return nil
	}
	return s.patientSocket.WriteJSON(m)
}

// outgoing puts the client's id in the place of its number, and reports whether the
// client still listens. Where the message is the last, the id is free.
func (s *subscribers) outgoing(m *envelope) bool {
	if m.ID == "" {
		return true // it is about the connection
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	number := m.ID
	id, listens := s.ids[number]
	if m.ID = id; m.Type == "complete" || m.Type == "error" {
		s.forget(number)
	}
	return listens
}

// subscriberExists is the reason of a close in the words of the protocol, with as
// much of the id as there is room for.
func subscriberExists(id string) string {
	const before, after = "Subscriber for ", " already exists"
	room := maxReason - len(before) - len(after)
	if len(id) > room {
		id = strings.ToValidUTF8(id[:room-len("…")], "") + "…"
	}
	return before + id + after
}
