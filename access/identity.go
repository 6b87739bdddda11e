package access

import (
	"context"

	"entente/request"
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

// An Identity says who asks.
type Identity struct {
	// Name goes into the change log; empty for who has not said who they are.
	Name string
	Role Role
}

// SeesRestricted reports whether restricted records are there for this identity.
func (i Identity) SeesRestricted() bool { return i.Role >= Editor }

type identityKey struct{}

// Attach returns a context in which [Of] finds the identity, and tells the access log.
func (i Identity) Attach(ctx context.Context) context.Context {
	request.Of(ctx).SetUser(i.Name)
	return context.WithValue(ctx, identityKey{}, i)
}

// Of returns the identity of who asks, a stranger where nobody was attached.
func Of(ctx context.Context) Identity {
	who, _ := ctx.Value(identityKey{}).(Identity)
	return who
}
