package access

import (
	"fmt"
	"slices"
)

// A Role is what somebody may do. Each may do all that the ones before it may.
type Role int

// The roles.
const (
	// Stranger may do nothing. Where reading is open to all there are none.
	Stranger Role = iota
	// Reader reads what is not restricted.
	Reader
	// Editor reads everything and writes under a name of their own.
	Editor
	// Admin also does what affects the work of others.
	Admin
)

// words are the roles as they are written in flags and in the file of tokens.
var words = []string{Stranger: "stranger", Reader: "reader", Editor: "editor", Admin: "admin"}

// String names a role in a sentence.
func (r Role) String() string {
	switch r {
	case Reader:
		return "a reader"
	case Editor:
		return "an editor"
	case Admin:
		return "an admin"
	default:
		return "a stranger"
	}
}

// MarshalText writes a role as one word.
func (r Role) MarshalText() ([]byte, error) {
	if r < Stranger || r > Admin {
		return nil, fmt.Errorf("%d is no role", r)
	}
	return []byte(words[r]), nil
}

// UnmarshalText reads a role that can be given to somebody, which a stranger's cannot.
func (r *Role) UnmarshalText(text []byte) error {
	i := slices.Index(words, string(text))
	if Role(i) < Reader {
		return fmt.Errorf("%.20q is no role; write reader, editor or admin", text)
	}
	*r = Role(i)
	return nil
}
