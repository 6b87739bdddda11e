// Package access says who may do what: it tells by what a request carries who sends
// it, and whether their role suffices.
//
// There are three ways to say who one is, all in the header Authorization: the token of
// the server's environment, which is an admin's; a token of the file that commands keep,
// see [TokenFile]; and one that an OpenID Connect issuer signs, see [OIDC].
package access

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// The reasons to refuse somebody.
var (
	// ErrUnauthenticated refuses who has not said who they are.
	ErrUnauthenticated = errors.New("this needs the token of")
	// ErrBadToken refuses a token without saying what is wrong with it.
	ErrBadToken = errors.New("the token in the header Authorization is not accepted:" +
		" it is not known, or expired, or was revoked")
	// ErrForbidden refuses who is known and may not do this.
	ErrForbidden = errors.New("the role of this token does not suffice: this needs that of")
	// ErrClosed refuses a write where nobody may write.
	ErrClosed = errors.New("writing is off: nobody has a token to write with;" +
		" `entente token create` makes one")
	// ErrIssuer says that it cannot be told who somebody is.
	ErrIssuer = errors.New("the issuer of this token cannot be asked for its keys at present; try again later")
)

// adminName is the name of who has the token of the environment.
const adminName = "admin"

// maxHeader is how many bytes of a header are looked at.
const maxHeader = 8 << 10

// A Guard tells who sends a request. Nil lets everybody read and nobody write. It is safe
// for concurrent use.
type Guard struct {
	admin   string
	open    bool
	keyring *keyring // nil without a file
	issuer  *issuer  // nil without one
	now     func() time.Time
}

// NewGuard returns the guard for options whose PublicRead is decided, or else lets
// everybody read; see [Options.Decide]. It is an error that a file of tokens is damaged, or
// that options do not go together.
func NewGuard(o Options, log *slog.Logger) (*Guard, error) { return newGuard(o, log, time.Now) }

func newGuard(o Options, log *slog.Logger, now func() time.Time) (*Guard, error) {
	g := &Guard{admin: o.Token, open: o.PublicRead == nil || *o.PublicRead, now: now}
	var err error
	if o.Tokens != "" {
		if g.keyring, err = newKeyring(TokenFile(o.Tokens), now, log); err != nil {
			return nil, fmt.Errorf("read the tokens: %w", err)
		}
	}
	g.issuer, err = newIssuer(o.OIDC, log, now)
	return g, err
}

// Recognize tells who sends a request; see Identify. Two headers are none that is known.
func (g *Guard) Recognize(r *http.Request) (Identity, error) {
	headers := r.Header.Values("Authorization")
	switch len(headers) {
	case 0:
		return g.Identify(r.Context(), "")
	case 1:
		return g.Identify(r.Context(), headers[0])
	default:
		return Identity{}, ErrBadToken
	}
}

// Identify tells who sends a request by its header Authorization. Who sends none is a
// reader or, where reading is closed, a stranger. What is not accepted is refused with
// ErrBadToken; what cannot be checked now, as the issuer does not answer, with ErrIssuer.
func (g *Guard) Identify(ctx context.Context, header string) (Identity, error) {
	if header == "" {
		return Identity{Role: g.anybody()}, nil
	}
	scheme, given, _ := strings.Cut(header, " ")
	given = strings.TrimSpace(given)
	if g == nil || !strings.EqualFold(scheme, "Bearer") || given == "" || len(header) > maxHeader {
		return Identity{}, ErrBadToken
	}
	if g.admin != "" && hashOf(given).is(hashOf(g.admin)) {
		return Identity{Name: adminName, Role: Admin}, nil
	}
	if strings.HasPrefix(given, prefix) || g.issuer == nil {
		return g.keyring.identify(given)
	}
	return g.issuer.identify(ctx, given)
}

// anybody is the role of who has not said who they are.
func (g *Guard) anybody() Role {
	if g == nil || g.open {
		return Reader
	}
	return Stranger
}

// Holds reports whether somebody who was identified before would be again, as the same.
func (g *Guard) Holds(who Identity) bool {
	if g == nil {
		return true
	}
	if !who.until.IsZero() && !g.now().Before(who.until) {
		return false
	}
	return who.token == "" || g.keyring.holds(who)
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

// writable reports whether there is anybody who may write, as far as can be known.
func (g *Guard) writable() bool {
	return g != nil && (g.admin != "" || g.issuer != nil || g.keyring.has(Editor))
}

// watchEvery is how often it is looked whether who follows a stream still may.
const watchEvery = 2 * time.Second

// Watch returns a context that ends when who was identified no longer is: when their
// token has expired or was revoked. Its cause is then ErrBadToken. The function ends the
// watch.
func (g *Guard) Watch(ctx context.Context, who Identity) (context.Context, context.CancelFunc) {
	ctx, end := context.WithCancelCause(ctx)
	stop := func() { end(nil) }
	if who.token == "" && who.until.IsZero() {
		return ctx, stop // nothing of it ends
	}
	go func() {
		ticker := time.NewTicker(watchEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				if !g.Holds(who) {
					end(ErrBadToken)
					return
				}
			}
		}
	}()
	return ctx, stop
}
