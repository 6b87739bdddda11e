package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// unavailable says in domain words why the database cannot be used now, and what ends
// that. The driver's own error is behind it, for a log and not for users.
func unavailable(reason, advice string, cause error) error {
	return &kg.UnavailableError{Reason: reason, Advice: advice, Cause: cause}
}

var (
	// errNoGraph says that the database lost its graph after it was opened. It is
	// not made anew: somebody has to say what happened.
	errNoGraph = &kg.UnavailableError{
		Reason: "the database no longer holds the graph",
		Advice: "restore it from a backup, or name the right database; nothing is made anew",
	}
	// errNoSchema says that it lost what the statements rely on, such as constraints.
	errNoSchema = &kg.UnavailableError{
		Reason: "the database has lost constraints or indexes of the graph",
		Advice: "see what became of it, then restart the server, which makes them again",
	}
	errClosed = &kg.UnavailableError{Reason: "the store is closed"}
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
		return unavailable(
			"the database cannot be reached",
			"see that it runs and that the server can reach it", err,
		)
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
		return unavailable(
			"the database has not yet seen the write that is asked for",
			"ask again", err,
		)
	case has(codeSecurity):
		return unavailable(
			"the database refuses the user name or password",
			"mend NEO4J_USERNAME and NEO4J_PASSWORD, then restart the server", err,
		)
	case has(codeDatabase):
		return unavailable(
			"the database is not there or not ready",
			"see that it is started", err,
		)
	case has(codeTransient), has(codeBrokenStore), has(codeBrokenDatabase):
		return unavailable(
			"the database cannot do it now",
			"try again, and see its log where that does not help", err,
		)
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
