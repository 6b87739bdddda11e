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
var errClosed = &kg.UnavailableError{Reason: "the store is closed"}

// errPoisoned is the answer to a write after the disk failed one.
var errPoisoned = &kg.UnavailableError{
	Reason: "the disk failed an earlier write", Advice: "restart the server once it is well",
}

// errDamaged is the answer to who asks whether the file is well.
var errDamaged = &kg.UnavailableError{
	Reason: "the graph's file was overwritten while it was open", Advice: restore,
}

// What is to be done about several faults.
const (
	restore     = "restore it from a backup"
	waitForIt   = "end that program, or wait until it is done"
	checkRights = "give the user that runs Entente the right to read and write it"
)

// reasons says what SQLite's result codes mean to people, and what to do.
var reasons = map[int]struct{ reason, advice string }{
	sqlite3.SQLITE_BUSY:     {"another program is writing to the graph's file", waitForIt},
	sqlite3.SQLITE_LOCKED:   {"another program is writing to the graph's file", waitForIt},
	sqlite3.SQLITE_PROTOCOL: {"another program is writing to the graph's file", waitForIt},
	sqlite3.SQLITE_FULL: {
		"the disk is full", "make room on it: reading goes on meanwhile, and writing does afterwards",
	},
	sqlite3.SQLITE_IOERR:    {"the disk reports an error", "see to it, then restart the server"},
	sqlite3.SQLITE_READONLY: {"the graph's file or folder is read-only", checkRights},
	sqlite3.SQLITE_CANTOPEN: {"the graph's file or folder cannot be opened", checkRights},
	sqlite3.SQLITE_PERM:     {"the graph's file cannot be accessed", checkRights},
	sqlite3.SQLITE_CORRUPT:  {"the graph's file is damaged", restore},
	sqlite3.SQLITE_NOTADB:   {"the graph's file is not a database", restore},
	sqlite3.SQLITE_NOMEM:    {"there is not enough memory", "give the server more, or ask for less at once"},
}

// reasonOf returns a driver's error in words for everybody, or nil where it is not one
// that has any.
func reasonOf(err error) *kg.UnavailableError {
	known, ok := reasons[code(err)]
	if !ok {
		return nil
	}
	return &kg.UnavailableError{Reason: known.reason, Advice: known.advice, Cause: err}
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
	if reason := reasonOf(err); reason != nil {
		return reason
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// isDomain reports whether err is in the words of kg already.
func isDomain(err error) bool {
	_, invalid := errors.AsType[*kg.InvalidError](err)
	return invalid || errors.Is(err, kg.ErrConflict) || errors.Is(err, kg.ErrUnavailable)
}
