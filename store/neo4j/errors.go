package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// An unavailableError says in domain words that the database cannot be used now.
// The driver's own error is behind it, for a log and not for users.
type unavailableError struct {
	reason string
	cause  error
}

func (e *unavailableError) Error() string { return e.reason + ": " + kg.ErrUnavailable.Error() }

func (e *unavailableError) Unwrap() []error { return []error{kg.ErrUnavailable, e.cause} }

func unavailable(reason string, cause error) error {
	return &unavailableError{reason: reason, cause: cause}
}

var (
	// errNoGraph says that the database lost its graph after it was opened. It is
	// not made anew: somebody has to say what happened.
	errNoGraph = fmt.Errorf("the database no longer holds the graph: %w", kg.ErrUnavailable)
	errClosed  = fmt.Errorf("the store is closed: %w", kg.ErrUnavailable)
)

// Codes of Neo4j that need an answer of their own.
const (
	codeTimedOut        = "Neo.ClientError.Transaction.TransactionTimedOut"
	codeBookmark        = "Neo.ClientError.Transaction.InvalidBookmark"
	codeBookmarkTimeout = "Neo.TransientError.Transaction.BookmarkTimeout"
	codeSecurity        = "Neo.ClientError.Security."
	codeDatabase        = "Neo.ClientError.Database."
	codeTransient       = "Neo.TransientError."
	codeBrokenStore     = "Neo.DatabaseError.Transaction."
	codeBrokenDatabase  = "Neo.DatabaseError.General."

	codeRuleExists       = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
	codeIndexExists      = "Neo.ClientError.Schema.IndexAlreadyExists"
	codeConstraintExists = "Neo.ClientError.Schema.ConstraintAlreadyExists"
)

// translate puts an error of the driver into the words of the domain. Errors that
// are in them already pass.
func translate(ctx context.Context, err error) error {
	switch {
	case err == nil, isDomain(err):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("the store was not asked to the end: %w", ctx.Err())
	}
	var server *neo4j.Neo4jError
	switch {
	case errors.As(err, &server):
		return translateServer(server)
	case isConnection(err):
		return unavailable("the database cannot be reached", err)
	default:
		return fmt.Errorf("neo4j: %w", err)
	}
}

func translateServer(err *neo4j.Neo4jError) error {
	has := func(code string) bool { return strings.HasPrefix(err.Code, code) }
	switch {
	case has(codeTimedOut):
		return fmt.Errorf("the store was not asked to the end: %w", context.DeadlineExceeded)
	case has(codeBookmark):
		return kg.BadToken("")
	case has(codeBookmarkTimeout):
		return unavailable("the database has not yet seen the write that is asked for", err)
	case has(codeSecurity):
		return unavailable("the database refuses the user name or password", err)
	case has(codeDatabase):
		return unavailable("the database is not there or not ready", err)
	case has(codeTransient), has(codeBrokenStore), has(codeBrokenDatabase):
		return unavailable("the database cannot do it now", err)
	default:
		return fmt.Errorf("neo4j: %w", err)
	}
}

// isDomain reports whether err is one that callers of a kg.Store know.
func isDomain(err error) bool {
	var invalid *kg.InvalidError
	return errors.As(err, &invalid) || errors.Is(err, kg.ErrConflict) ||
		errors.Is(err, kg.ErrUnavailable)
}

// isConnection reports whether err came from a connection and not from the server.
func isConnection(err error) bool {
	var server *neo4j.Neo4jError
	return neo4j.IsConnectivityError(err) || !errors.As(err, &server) && neo4j.IsRetryable(err)
}

// isLost reports whether err leaves open what the server did: the connection
// broke, or the server broke while it committed.
func isLost(err error) bool {
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		return !strings.HasPrefix(server.Code, codeTransient) &&
			!strings.HasPrefix(server.Code, "Neo.ClientError.")
	}
	return true
}
