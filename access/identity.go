package access

import (
	"context"
	"time"

	"entente/request"
)

// An Identity says who asks.
type Identity struct {
	// Name goes into the change log; empty for who has not said who they are.
	Name string
	Role Role

	// token is the id of the token that was shown, if it is one of the file.
	token string
	// until is when what was shown holds no more; zero is never.
	until time.Time
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
