package kg

import (
	"errors"
	"fmt"
	"strings"
)

// The sentinels that callers branch on. What wraps them is written in the words
// of the domain, because that text reaches the people who use the API.
var (
	// ErrNotFound says that no record the caller may see has the id.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that the graph is not in the state that a write expects.
	ErrConflict = errors.New("conflict")
	// ErrForbidden says that who asks may not do this to what others wrote.
	ErrForbidden = errors.New("not permitted")
	// ErrLimit says that a request asks for more than the server gives at once.
	ErrLimit = errors.New("limit exceeded")
	// ErrUnavailable says that the store cannot be reached or used at present.
	ErrUnavailable = errors.New("store unavailable")
)

// An InvalidError says which value was refused, why, and what is accepted.
type InvalidError struct {
	// Field is the path of the refused field from the input's root, such as
	// "validity.attestedFrom". It is empty where the caller has one value only.
	Field string
	// Value is the text that was refused, or empty where nothing was given.
	Value string
	// Reason says what is wrong with it, without a final stop.
	Reason string
	// Accepted says what to write instead. It may be empty.
	Accepted string
	// Near lists the nearest known names of an unknown one, nearest first.
	Near []string
}

// Error puts the parts into one line:
// "validity: `2026-13-01`: month 13; write YYYY, YYYY-MM or YYYY-MM-DD".
func (e *InvalidError) Error() string {
	var b strings.Builder
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	if e.Value != "" {
		fmt.Fprintf(&b, "`%s`: ", shorten(e.Value))
	}
	b.WriteString(e.Reason)
	if e.Accepted != "" {
		b.WriteString("; " + e.Accepted)
	}
	if len(e.Near) > 0 {
		b.WriteString("; nearest known: " + strings.Join(e.Near, ", "))
	}
	return b.String()
}

// maxQuoted is how many runes of a refused value an error repeats.
const maxQuoted = 80

// shorten cuts a refused value to what fits into a message.
func shorten(value string) string {
	if runes := []rune(value); len(runes) > maxQuoted {
		return string(runes[:maxQuoted]) + "…"
	}
	return value
}

// under puts prefix before the field of an InvalidError, so that a check of a
// part can be reported by its path in the whole. Other errors pass unchanged.
func under(prefix string, err error) error {
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	moved := *invalid
	if moved.Field == "" {
		moved.Field = prefix
	} else {
		moved.Field = prefix + "." + moved.Field
	}
	return &moved
}

// A LimitError says which limit a request goes past. It is an [ErrLimit].
type LimitError struct {
	// What is limited, such as "first" or "depth".
	What string
	// Value is what was asked for, Limit the most that is given.
	Value, Limit int
	// Advice says what to ask for instead. It may be empty.
	Advice string
}

// Error names the limit and the value.
func (e *LimitError) Error() string {
	text := fmt.Sprintf("%s: %d is more than the limit of %d", e.What, e.Value, e.Limit)
	if e.Advice != "" {
		text += "; " + e.Advice
	}
	return text
}

// Unwrap makes e an ErrLimit.
func (e *LimitError) Unwrap() error { return ErrLimit }

// Within returns err with its field, where it is an [InvalidError] about a part of
// one, as the same part of another: for callers that have several of a kind.
func Within(from, to string, err error) error {
	var invalid *InvalidError
	if errors.As(err, &invalid) {
		if part, ok := strings.CutPrefix(invalid.Field, from+"."); ok {
			return InField(to+"."+part, err)
		}
	}
	return err
}

// InField returns err with its field, where it is an [InvalidError], set to
// field: for callers that know the value under a name of their own.
func InField(field string, err error) error {
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	named := *invalid
	named.Field = field
	return &named
}

// Renamed returns err with the field name given in the place of another, where it
// is an [InvalidError] about that one.
func Renamed(from, to string, err error) error {
	var invalid *InvalidError
	if errors.As(err, &invalid) && invalid.Field == from {
		return InField(to, err)
	}
	return err
}
