package neo4j

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"entente/kg"
)

func TestARosterIsClosedOnceAllHaveEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRoster()
		for range 2 {
			if err := r.begin(); err != nil {
				t.Fatalf("before the end: got error %v, want none", err)
			}
		}
		closed := false
		go func() { closed = r.close(t.Context()) }()
		synctest.Wait()
		if err := r.begin(); !errors.Is(err, kg.ErrUnavailable) {
			t.Errorf("after it was said that it is over: got error %v, want ErrUnavailable", err)
		}
		r.end()
		if synctest.Wait(); closed {
			t.Error("closed with one open, want it to wait")
		}
		r.end()
		if synctest.Wait(); !closed {
			t.Error("not closed with none open, want it closed by the first who asked")
		}
		if r.close(t.Context()) {
			t.Error("closed again: got the first, want another")
		}
	})
}

func TestARosterDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRoster()
		if err := r.begin(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if !r.close(ctx) { // of a session that hangs
			t.Error("got another, want the first")
		}
		r.end()
	})
}
