package access

import (
	"errors"
	"fmt"
	"net"
)

// Options say whom a guard lets in.
type Options struct {
	Token      string `help:"Bearer token that permits everything, of who is called admin (default: none). Other users of the machine can see flags; prefer the variable." env:"ENTENTE_ADMIN_TOKEN" placeholder:"TOKEN"` //nolint:lll // a struct tag
	Tokens     string `help:"File of the tokens that 'entente token' makes; changes are taken up while the server runs (default: ${default})." default:"./data/tokens.json" env:"ENTENTE_TOKENS" placeholder:"PATH"`      //nolint:lll // a struct tag
	PublicRead *bool  `help:"Let everybody read, without a token (default: on a loopback address only; on others the server does not start before it is said who may read)." negatable:"" env:"ENTENTE_PUBLIC_READ"`      //nolint:lll // a struct tag
	OIDC       OIDC   `embed:"" prefix:"oidc-" envprefix:"ENTENTE_OIDC_"`
}

// errUndecided keeps a server from giving away a graph because nobody thought of it.
var errUndecided = errors.New("whoever reaches this address could read the graph: say who may. Give --public-read" +
	" (ENTENTE_PUBLIC_READ=true) if everybody may; or let who has a token read, by `entente token create NAME" +
	" --role reader` or --oidc-issuer; or listen on this machine alone, by --listen 127.0.0.1:8080")

// Decide returns the options with PublicRead decided for a server that listens on an
// address, HOST:PORT. On a loopback address everybody reads unless it is said otherwise; on
// any other, who has a token of the file or of an issuer, if there are any. The token of
// the environment says nothing of who may read, for it is one person's. It is an error that
// nothing tells.
func (o Options) Decide(address string) (Options, error) {
	if o.PublicRead != nil {
		return o, nil
	}
	local, err := loopback(address)
	if err != nil {
		return o, fmt.Errorf("listen on %s: %w", address, err)
	}
	if !local && o.OIDC.Issuer == "" {
		tokens, err := TokenFile(o.Tokens).Tokens()
		if err != nil {
			return o, err
		}
		if len(tokens) == 0 {
			return o, errUndecided
		}
	}
	o.PublicRead = &local
	return o, nil
}

// loopback reports whether only this machine can reach an address.
func loopback(address string) (bool, error) {
	found, err := net.ResolveTCPAddr("tcp", address)
	return err == nil && found.IP.IsLoopback(), err
}
