package neo4jlocal

import (
	"errors"
	"fmt"
)

var (
	// ErrMissing says that something a private Neo4j needs is not on this machine:
	// Java, Maven, the jars and no way to fetch them, or a system that can run it.
	// The error that wraps it says what to install.
	ErrMissing = errors.New("no private Neo4j can be had here")
	// ErrPortTaken says that another process listens on the port asked for.
	ErrPortTaken = errors.New("port is taken")
)

// missing returns an error that wraps ErrMissing and says what is needed.
func missing(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrMissing, fmt.Errorf(format, args...))
}
