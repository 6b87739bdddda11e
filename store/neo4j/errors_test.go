package neo4j

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// serverError is what a server answers with.
func serverError(code string) error {
	return &neo4j.Neo4jError{Code: code, Msg: "MATCH (n:Secret) at bolt://host.example"}
}

func TestTranslate(t *testing.T) {
	conflict := &kg.ConflictError{Record: "a", Reason: "is gone"}
	tests := []struct {
		name   string
		give   error
		want   error
		hidden bool // the text is for users and holds nothing of the server's
	}{
		{"nothing", nil, nil, false},
		{"a refusal of the store itself", conflict, kg.ErrConflict, true},
		{
			"a server that stops",
			serverError("Neo.TransientError.General.DatabaseUnavailable"), kg.ErrUnavailable, true,
		},
		{
			"a deadlock, after all attempts",
			serverError("Neo.TransientError.Transaction.DeadlockDetected"), kg.ErrUnavailable, true,
		},
		{
			"a wrong password",
			serverError("Neo.ClientError.Security.Unauthorized"), kg.ErrUnavailable, true,
		},
		{
			"a database that is not there",
			serverError("Neo.ClientError.Database.DatabaseNotFound"), kg.ErrUnavailable, true,
		},
		{
			"a full disk",
			serverError("Neo.DatabaseError.Transaction.TransactionCommitFailed"), kg.ErrUnavailable, true,
		},
		{
			"the server's own deadline",
			serverError("Neo.ClientError.Transaction.TransactionTimedOut"), context.DeadlineExceeded, true,
		},
		{
			"its deadline as the client set it",
			serverError("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"),
			context.DeadlineExceeded, true,
		},
		{
			"a broken connection",
			&neo4j.ConnectivityError{Inner: errors.New("dial bolt://host.example")}, kg.ErrUnavailable, true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := translate(t.Context(), tt.give)
			if !errors.Is(got, tt.want) {
				t.Fatalf("translate(%v): got %v, want it to wrap %v", tt.give, got, tt.want)
			}
			if tt.hidden && strings.ContainsAny(got.Error(), "/(") {
				t.Errorf("translate(%v): got text %q, want none of the server's", tt.give, got)
			}
		})
	}
	t.Run("an unknown error is no sentinel", func(t *testing.T) {
		got := translate(t.Context(), serverError("Neo.ClientError.Statement.SyntaxError"))
		for _, sentinel := range []error{kg.ErrUnavailable, kg.ErrConflict, kg.ErrNotFound} {
			if errors.Is(got, sentinel) {
				t.Errorf("translate: got %v, want it not to be %v", got, sentinel)
			}
		}
	})
	t.Run("a token of another database is the caller's mistake", func(t *testing.T) {
		var invalid *kg.InvalidError
		got := translate(t.Context(), serverError("Neo.ClientError.Transaction.InvalidBookmark"))
		if !errors.As(got, &invalid) || invalid.Field != "consistency" {
			t.Errorf("translate: got %v, want an InvalidError on the token", got)
		}
	})
	t.Run("a context that is over comes first", func(t *testing.T) {
		got := translate(done(t), serverError("Neo.TransientError.General.DatabaseUnavailable"))
		if !errors.Is(got, context.Canceled) {
			t.Errorf("translate: got %v, want Canceled", got)
		}
	})
}

// TestRetry counts attempts; what it waits for in between is not real time.
func TestRetry(t *testing.T) {
	deadlock := serverError("Neo.TransientError.Transaction.DeadlockDetected")
	lost := &neo4j.ConnectivityError{Inner: errors.New("reset")}
	tests := []struct {
		name string
		errs []error // of the attempts in turn; the last one goes on
		want int
	}{
		{"success is not repeated", []error{nil}, 1},
		{"a deadlock is tried again", []error{deadlock, deadlock, nil}, 3},
		{"not for ever", []error{deadlock}, maxAttempts},
		{"a lost connection is tried again", []error{lost, nil}, 2},
		{"a server that is away is left alone", []error{lost}, maxReconnects},
		{"a conflict is final", []error{&kg.ConflictError{}}, 1},
		{"a mistake is final", []error{serverError("Neo.ClientError.Statement.SyntaxError")}, 1},
		{"a write not seen yet was waited for", []error{serverError(codeBookmarkTimeout)}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				got := 0
				err := retry(t.Context(), func() error {
					got++
					return tt.errs[min(got, len(tt.errs))-1]
				})
				if got != tt.want || (err == nil) != (tt.errs[len(tt.errs)-1] == nil) {
					t.Errorf("retry: got %d attempts and error %v, want %d", got, err, tt.want)
				}
			})
		})
	}
}
