package access

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
)

// OIDC names an OpenID Connect issuer whose signed tokens are accepted. Whoever it signs
// in is a reader at least; more by the roles that it tells.
type OIDC struct {
	Issuer    string `help:"OpenID Connect issuer whose signed tokens are accepted too (default: none)." placeholder:"URL" env:"ISSUER"`                                                                  //nolint:lll // a struct tag
	Audience  string `help:"Audience that these tokens must be for; required with an issuer." placeholder:"TEXT" env:"AUDIENCE"`                                                                          //nolint:lll // a struct tag
	RoleClaim string `help:"Claim that has the roles entente-reader, entente-editor and entente-admin, a text or a list; dots lead into objects (default: ${default})." default:"roles" env:"ROLE_CLAIM"` //nolint:lll // a struct tag
}

const (
	// maxSigned is how long a signed token may be, in bytes.
	maxSigned = 8 << 10
	// skew is how much later than ours the issuer's clock may be.
	skew = 30 * time.Second
	// issuerLimit is how long the issuer may take for an answer.
	issuerLimit = 5 * time.Second
	// askEvery is how often the issuer is asked at the most: what strangers send must not
	// make the server ask again and again.
	askEvery = 5 * time.Second
)

// algorithms are those by which tokens may be signed: with a private key, so that nobody
// can sign with what is public.
var algorithms = []jose.SignatureAlgorithm{
	jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512,
	jose.ES256, jose.ES384, jose.ES512, jose.EdDSA,
}

// signed is the form of a signed token: three parts in base64url.
var signed = regexp.MustCompile(`^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$`)

// An issuer checks the tokens of an OpenID Connect issuer. It asks for the keys when the
// first token comes, so that an issuer that is away keeps out those alone whom it signs in.
type issuer struct {
	options OIDC
	client  *http.Client
	now     func() time.Time
	log     *slog.Logger

	// asking is held by the one who asks the issuer.
	asking chan struct{}
	mu     sync.Mutex
	// keys are those that it told last, asked is when it was asked last, and silent says
	// that it did not answer then.
	keys   []jose.JSONWebKey
	asked  time.Time
	silent bool
}

// newIssuer refuses options that are not whole.
func newIssuer(o OIDC, log *slog.Logger, now func() time.Time) (*issuer, error) {
	switch {
	case o.Issuer == "" && o.Audience == "":
		return nil, nil //nolint:nilnil // nobody is signed in
	case o.Issuer == "":
		return nil, errors.New("--oidc-audience goes with --oidc-issuer")
	case o.Audience == "":
		return nil, errors.New("--oidc-audience is required with --oidc-issuer: without it a token that the" +
			" issuer made for another service would be accepted")
	case !trustworthy(o.Issuer):
		return nil, fmt.Errorf("--oidc-issuer %s: write an address that begins with https://", o.Issuer)
	}
	return &issuer{
		options: o, now: now, log: log, asking: make(chan struct{}, 1),
		client: &http.Client{
			Timeout: issuerLimit, Transport: bounded{http.DefaultTransport},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// trustworthy reports whether what is read from an address is the work of its owner: it
// cannot be changed on the way.
func trustworthy(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// identify tells who sends a signed token.
func (i *issuer) identify(ctx context.Context, given string) (Identity, error) {
	if len(given) > maxSigned || !signed.MatchString(given) {
		return Identity{}, ErrBadToken
	}
	keys := &keysOf{issuer: i}
	verifier := oidc.NewVerifier(i.options.Issuer, keys, &oidc.Config{
		ClientID: i.options.Audience, Now: i.now, SupportedSigningAlgs: texts(algorithms),
	})
	token, err := verifier.Verify(ctx, given)
	switch {
	case keys.unavailable:
		return Identity{}, ErrIssuer
	case err != nil:
		return Identity{}, ErrBadToken
	}
	var c claims
	if err := token.Claims(&c); err != nil || !c.begun(i.now()) {
		return Identity{}, ErrBadToken
	}
	who := Identity{Name: c.name(), Role: c.role(i.options.RoleClaim), until: token.Expiry}
	if who.Name == "" {
		return Identity{}, ErrBadToken
	}
	return who, nil
}

// texts returns the names of algorithms.
func texts(of []jose.SignatureAlgorithm) []string {
	all := make([]string, len(of))
	for i, a := range of {
		all[i] = string(a)
	}
	return all
}
