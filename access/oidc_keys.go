package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
)

// keysOf are the keys of an issuer for one token. That the issuer cannot be asked is noted
// beside, because go-oidc keeps only the text of an error.
type keysOf struct {
	*issuer
	unavailable bool
}

// VerifySignature returns what a token says if one of the keys signed it. The token names
// its key, which is only compared; it never says where keys are to be found.
func (k *keysOf) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	jws, err := jose.ParseSignedCompact(token, algorithms)
	if err != nil {
		return nil, err
	}
	named := jws.Signatures[0].Header.KeyID
	keys := k.known()
	payload, met := verify(jws, named, keys)
	if payload == nil && (!met || named == "") {
		// A key that is not known may be new.
		if keys, err = k.ask(ctx); err != nil {
			k.unavailable = true
			return nil, err
		}
		payload, _ = verify(jws, named, keys)
	}
	if payload == nil {
		return nil, errors.New("signed by none of the keys")
	}
	return payload, nil
}

// verify returns what is signed if one of the keys signed it, of the name if there is one,
// and whether there was such a key.
func verify(jws *jose.JSONWebSignature, named string, keys []jose.JSONWebKey) (payload []byte, met bool) {
	for _, key := range keys {
		if named != "" && key.KeyID != named || key.Use != "" && key.Use != "sig" {
			continue
		}
		met = true
		if payload, err := jws.Verify(key.Key); err == nil {
			return payload, true
		}
	}
	return nil, met
}

// known returns the keys that the issuer told last.
func (i *issuer) known() []jose.JSONWebKey {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.keys
}

// ask returns the keys after asking the issuer, or as they are if it was asked a moment
// ago. It is an error that there are none, and that the issuer did not answer.
func (i *issuer) ask(ctx context.Context) ([]jose.JSONWebKey, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case i.asking <- struct{}{}:
		defer func() { <-i.asking }()
	}
	if keys, recent, err := i.recent(); recent {
		return keys, err
	}
	// Whoever asks does so for all: that they go away must not count against the issuer.
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), issuerLimit)
	defer cancel()
	keys, err := i.fetch(within)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked, i.silent = i.now(), err != nil
	if err != nil {
		i.log.WarnContext(ctx, "the issuer of tokens cannot be asked for its keys",
			"issuer", i.options.Issuer, "error", fmt.Sprintf("%.300v", err)) // it may hold a whole page
		return nil, err
	}
	i.keys = keys
	return keys, nil
}

// recent returns what the issuer said if it was asked a moment ago.
func (i *issuer) recent() (keys []jose.JSONWebKey, recent bool, err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if since := i.now().Sub(i.asked); since < 0 || since >= askEvery {
		return nil, false, nil
	}
	if i.silent {
		return nil, true, ErrIssuer
	}
	return i.keys, true, nil
}

// fetch asks the issuer where its keys are, and for these.
func (i *issuer) fetch(ctx context.Context) ([]jose.JSONWebKey, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, i.client), i.options.Issuer)
	if err != nil {
		return nil, err
	}
	var where struct {
		Keys string `json:"jwks_uri"`
	}
	if err := provider.Claims(&where); err != nil {
		return nil, err
	}
	if !trustworthy(where.Keys) {
		return nil, errors.New("the address of its keys does not begin with https://")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, where.Keys, nil)
	if err != nil {
		return nil, err
	}
	answer, err := i.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was read
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("its keys: %s", answer.Status)
	}
	return readKeys(json.NewDecoder(answer.Body))
}

// readKeys reads the public keys of a set. One of a kind that is not known here signs
// nothing for us, and neither does a secret that is shared.
func readKeys(set *json.Decoder) ([]jose.JSONWebKey, error) {
	var raw struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := set.Decode(&raw); err != nil {
		return nil, fmt.Errorf("its keys: %w", err)
	}
	keys := []jose.JSONWebKey{}
	for _, text := range raw.Keys {
		var key jose.JSONWebKey
		if key.UnmarshalJSON(text) == nil && key.Valid() && key.IsPublic() {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// bounded limits the length of what is answered.
type bounded struct{ http.RoundTripper }

// maxAnswer is how long an answer of the issuer may be, in bytes.
const maxAnswer = 1 << 20

// RoundTrip answers with the beginning of an answer.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = http.MaxBytesReader(nil, answer.Body, maxAnswer)
	}
	return answer, err
}
