package sqlite

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente/kg"
)

// errClosed is the answer of a store after Close.
var errClosed = &unavailableError{reason: "the store is closed"}

// errPoisoned is the answer to a write after the disk failed one.
var errPoisoned = &unavailableError{
	reason: "the disk failed an earlier write; restart the server once it is well",
}

// An unavailableError says in words for everybody why the file cannot be used;
// the driver's own words are behind it, for the log.
type unavailableError struct {
	reason string
	cause  error
}

func (e *unavailableError) Error() string { return kg.ErrUnavailable.Error() + ": " + e.reason }

// Unwrap makes e an ErrUnavailable and keeps its cause.
func (e *unavailableError) Unwrap() []error {
	if e.cause == nil {
		return []error{kg.ErrUnavailable}
	}
	return []error{kg.ErrUnavailable, e.cause}
}

// reasons says what SQLite's result codes mean to people.
var reasons = map[int]string{
	sqlite3.SQLITE_BUSY:     "another program is writing to the graph's file",
	sqlite3.SQLITE_LOCKED:   "another program is writing to the graph's file",
	sqlite3.SQLITE_FULL:     "the disk is full",
	sqlite3.SQLITE_IOERR:    "the disk reports an error",
	sqlite3.SQLITE_READONLY: "the graph's file or folder is read-only",
	sqlite3.SQLITE_CANTOPEN: "the graph's file or folder cannot be opened",
	sqlite3.SQLITE_PERM:     "the graph's file cannot be accessed",
	sqlite3.SQLITE_CORRUPT:  "the graph's file is damaged",
	sqlite3.SQLITE_NOTADB:   "the graph's file is not a database",
	sqlite3.SQLITE_NOMEM:    "there is not enough memory",
	sqlite3.SQLITE_PROTOCOL: "another program is writing to the graph's file",
}

// code returns the result code of a driver's error without its details, or 0.
func code(err error) int {
	if failed, ok := errors.AsType[*sqlite.Error](err); ok {
		return failed.Code() & 0xff
	}
	return 0
}

// explain puts what went wrong while doing something into the words of [kg]: an
// error that wraps ctx.Err() once ctx is done, and one that wraps
// kg.ErrUnavailable where the file cannot be used. Others keep their text.
func explain(ctx context.Context, doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case isDomain(err):
		return err
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	if reason, ok := reasons[code(err)]; ok {
		return &unavailableError{reason: reason, cause: err}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// isDomain reports whether err is in the words of kg already.
func isDomain(err error) bool {
	_, invalid := errors.AsType[*kg.InvalidError](err)
	return invalid || errors.Is(err, kg.ErrConflict) || errors.Is(err, kg.ErrUnavailable)
}
