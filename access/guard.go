// Package access says who may do what: it tells by what a request carries who sends
// it, and whether their role suffices.
package access

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"strings"
)

// The reasons to refuse somebody.
var (
	// ErrUnauthenticated refuses who has not said who they are.
	ErrUnauthenticated = errors.New("this needs the token of")
	// ErrBadToken refuses a token without saying what is wrong with it.
	ErrBadToken = errors.New("the token in the header Authorization is not known")
	// ErrForbidden refuses who is known and may not do this.
	ErrForbidden = errors.New("the role of this token does not suffice: this needs that of")
	// ErrClosed refuses a write where nobody may write.
	ErrClosed = errors.New("writing is off: the server was started without ENTENTE_ADMIN_TOKEN")
)

// Options say whom a guard lets in.
type Options struct {
	Token string `help:"Bearer token that permits everything (default: none). Other users of the machine can see flags; prefer the variable." env:"ENTENTE_ADMIN_TOKEN"` //nolint:lll // a struct tag
}

// A Guard tells who sends a request. Nil lets everybody read and nobody write.
type Guard struct {
	token string
}

// NewGuard returns the guard for some options.
func NewGuard(o Options) *Guard { return &Guard{token: o.Token} }

// Identify tells who sends a request by its header Authorization. Who sends none reads.
// What is no token of ours is refused with ErrBadToken.
func (g *Guard) Identify(_ context.Context, header string) (Identity, error) {
	if header == "" {
		return Identity{Role: Reader}, nil
	}
	scheme, given, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "Bearer") || !g.writable() || !equal(strings.TrimSpace(given), g.token) {
		return Identity{}, ErrBadToken
	}
	return Identity{Name: "admin", Role: Admin}, nil
}

// Permit returns nil if somebody may do what needs a role, and else why not.
func (g *Guard) Permit(who Identity, needed Role) error {
	switch {
	case who.Role >= needed:
		return nil
	case needed >= Editor && !g.writable():
		return ErrClosed
	case who.Name == "":
		return fmt.Errorf("%w %s: send the header Authorization: Bearer …", ErrUnauthenticated, needed)
	default:
		return fmt.Errorf("%w %s", ErrForbidden, needed)
	}
}

// writable reports whether there is anybody who may write.
func (g *Guard) writable() bool { return g != nil && g.token != "" }

// equal compares secrets in a time that tells nothing of them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
