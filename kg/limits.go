package kg

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits on what one record may hold, in runes or items.
const (
	MaxName       = 1024
	MaxText       = 16384
	MaxQuote      = 1024
	MaxAddress    = 2048
	MaxItems      = 500
	MaxDate       = 100
	MaxIdempotent = 200
)

// oneOf refuses a value that is not among the accepted ones. The empty value is
// accepted only where it is listed, and is not named in the message.
func oneOf[T ~string](field string, value T, accepted ...T) error {
	if slices.Contains(accepted, value) {
		return nil
	}
	var names []string
	for _, a := range accepted {
		if a != "" {
			names = append(names, string(a))
		}
	}
	reason := "not known"
	if value == "" {
		reason = "must be set"
	}
	return &InvalidError{
		Field: field, Value: string(value), Reason: reason,
		Accepted: "write " + strings.Join(names, ", "),
	}
}

// atMost refuses a text of more than limit runes, or one that is not UTF-8.
func atMost(field, text string, limit int) error {
	if !utf8.ValidString(text) {
		return &InvalidError{Field: field, Reason: "not valid UTF-8"}
	}
	if strings.ContainsRune(text, 0) {
		return &InvalidError{Field: field, Reason: "holds a NUL character"}
	}
	if n := utf8.RuneCountInString(text); n > limit {
		return &InvalidError{
			Field: field, Value: text,
			Reason: fmt.Sprintf("%d characters are too many", n), Accepted: fmt.Sprintf("at most %d", limit),
		}
	}
	return nil
}

// required refuses an empty text, and one that [atMost] refuses.
func required(field, text string, limit int) error {
	if strings.TrimSpace(text) == "" {
		return &InvalidError{Field: field, Reason: "must be set"}
	}
	return atMost(field, text, limit)
}
