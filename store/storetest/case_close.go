package storetest

import (
	"errors"
	"testing"

	"entente/kg"
)

var closeCases = []contractCase{
	{"makes the store unavailable", closeEndsAll},
	{"may come twice", closeTwice},
}

// closeEndsAll wants what a store out of reach gives: a server that goes down
// says so.
func closeEndsAll(t *testing.T, s *harness) {
	s.put(t, town()...)
	if err := s.Close(); err != nil {
		t.Fatalf("Close: got error %v, want none", err)
	}
	for _, call := range calls() {
		if err := call.run(t.Context(), s); !errors.Is(err, kg.ErrUnavailable) {
			t.Errorf("%s after Close: got error %v, want one that wraps ErrUnavailable", call.name, err)
		}
	}
}

// closeTwice is what a deferred Close after another does.
func closeTwice(t *testing.T, s *harness) {
	for range 2 {
		if err := s.Close(); err != nil {
			t.Errorf("Close: got error %v, want none", err)
		}
	}
}
