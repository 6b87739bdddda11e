package access_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"entente/access"
)

// An idServer is an OpenID Connect issuer.
type idServer struct {
	*httptest.Server
	mu    sync.Mutex
	keys  []jose.JSONWebKey
	down  bool
	asked int
}

// newIDServer starts an issuer that has the public keys of some private ones.
func newIDServer(t *testing.T, keys ...jose.JSONWebKey) *idServer {
	t.Helper()
	s := &idServer{}
	s.publish(keys...)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.asked++; s.down {
			http.Error(w, "down", http.StatusBadGateway)
			return
		}
		json.NewEncoder(w).Encode(map[string]any{"issuer": s.URL, "jwks_uri": s.URL + "/keys"}) //nolint:errcheck,errchkjson // a test
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: s.keys}) //nolint:errcheck,errchkjson // a test
	})
	mux.HandleFunc("/", func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the server asked the issuer for %s", r.URL)
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// publish makes others the keys of the issuer.
func (s *idServer) publish(keys ...jose.JSONWebKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keys = nil
	for _, key := range keys {
		s.keys = append(s.keys, key.Public())
	}
}

func (s *idServer) setDown(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

// timesAsked returns how often it was asked where its keys are.
func (s *idServer) timesAsked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

func rsaKey(t *testing.T, id string) jose.JSONWebKey {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return jose.JSONWebKey{Key: key, KeyID: id, Algorithm: "RS256", Use: "sig"}
}

// sign signs claims. Extra headers are further ones.
func sign(t *testing.T, algorithm jose.SignatureAlgorithm, key any, claims map[string]any, extra map[jose.HeaderKey]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, &jose.SignerOptions{ExtraHeaders: extra})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign(text)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// with returns claims with some changed; nil takes one away.
func with(claims map[string]any, changes ...any) map[string]any {
	changed := make(map[string]any)
	for name, value := range claims {
		changed[name] = value
	}
	for i := 0; i < len(changes); i += 2 {
		name, _ := changes[i].(string)
		if changed[name] = changes[i+1]; changes[i+1] == nil {
			delete(changed, name)
		}
	}
	return changed
}

// A clock is moved by a test.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// signedIn is an issuer and a guard that accepts what it signs.
type signedIn struct {
	*idServer
	*clock
	guard  *access.Guard
	key    jose.JSONWebKey
	claims map[string]any
	log    *bytes.Buffer
}

func newSignedIn(t *testing.T, more ...jose.JSONWebKey) signedIn {
	t.Helper()
	s := signedIn{key: rsaKey(t, "one"), clock: &clock{at: noon}, log: new(bytes.Buffer)}
	s.idServer = newIDServer(t, append([]jose.JSONWebKey{s.key}, more...)...)
	s.guard = s.newGuard(t, "roles")
	s.claims = map[string]any{
		"iss": s.URL, "aud": "entente", "sub": "4711", "preferred_username": "ann",
		"exp": noon.Add(time.Hour).Unix(), "iat": noon.Unix(), "roles": []string{"entente-editor"},
	}
	return s
}

func (s signedIn) newGuard(t *testing.T, claim string) *access.Guard {
	t.Helper()
	g, err := access.NewGuardAt(access.Options{
		Token: "secret", OIDC: access.OIDC{Issuer: s.URL, Audience: "entente", RoleClaim: claim},
	}, slog.New(slog.NewTextHandler(s.log, nil)), s.now)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// good is a token of ann.
func (s signedIn) good(t *testing.T) string {
	t.Helper()
	return sign(t, jose.RS256, s.key, s.claims, nil)
}

func TestWhoAnIssuerSignsInIsKnown(t *testing.T) {
	_, edPrivate, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ecPrivate, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ed := jose.JSONWebKey{Key: edPrivate, KeyID: "ed", Algorithm: "EdDSA"}
	ec := jose.JSONWebKey{Key: ecPrivate, KeyID: "ec", Algorithm: "ES256"}
	s := newSignedIn(t, ed, ec)
	for algorithm, key := range map[jose.SignatureAlgorithm]any{
		jose.RS256: s.key, jose.EdDSA: ed, jose.ES256: ec,
	} {
		who, err := bearer(t, s.guard, sign(t, algorithm, key, s.claims, nil))
		if err != nil || who.Name != "oidc:ann" || who.Role != access.Editor {
			t.Errorf("signed by %s: got %+v, %v, want oidc:ann, an editor", algorithm, who, err)
		}
	}
	without := sign(t, jose.RS256, s.key.Key, s.claims, nil)
	if _, err := bearer(t, s.guard, without); err != nil {
		t.Errorf("without the name of the key: got %v, want it accepted", err)
	}
	if got := s.timesAsked(); got != 1 {
		t.Errorf("the issuer was asked %d times, want once", got)
	}
}

func TestNamesAndRolesAreReadFromClaims(t *testing.T) {
	s := newSignedIn(t)
	for _, tt := range []struct {
		name   string
		claim  string
		give   map[string]any
		want   string
		role   access.Role
		refuse bool
	}{
		{"a list", "roles", with(s.claims, "roles", []string{"x", "entente-admin", "entente-reader"}), "oidc:ann", access.Admin, false},
		{"a text", "roles", with(s.claims, "roles", "entente-editor"), "oidc:ann", access.Editor, false},
		{"none of ours", "roles", with(s.claims, "roles", []string{"admin", "editor", "ENTENTE-ADMIN", "entente-stranger"}), "oidc:ann", access.Reader, false},
		{"no claim", "roles", with(s.claims, "roles", nil), "oidc:ann", access.Reader, false},
		{"other things", "roles", with(s.claims, "roles", []any{1, nil, map[string]any{"entente-admin": true}}), "oidc:ann", access.Reader, false},
		{"several in one text", "roles", with(s.claims, "roles", "entente-admin entente-editor"), "oidc:ann", access.Reader, false},
		{
			"by a path", "realm_access.roles",
			with(s.claims, "realm_access", map[string]any{"roles": []string{"entente-admin"}}), "oidc:ann", access.Admin, false,
		},
		{"by a path that ends early", "preferred_username.roles", s.claims, "oidc:ann", access.Reader, false},
		{"by a name with dots", "https://x.example/roles", with(s.claims, "https://x.example/roles", "entente-admin"), "oidc:ann", access.Admin, false},
		{"a verified address", "roles", with(s.claims, "preferred_username", nil, "email", "ann@x.example", "email_verified", true), "oidc:ann@x.example", access.Editor, false},
		{"an address that is not verified", "roles", with(s.claims, "preferred_username", nil, "email", "ann@x.example"), "oidc:4711", access.Editor, false},
		{"an address verified by a text", "roles", with(s.claims, "preferred_username", nil, "email", "a@x.example", "email_verified", "true"), "oidc:4711", access.Editor, false},
		{"neither", "roles", with(s.claims, "preferred_username", ""), "oidc:4711", access.Editor, false},
		{"a name that would break a line", "roles", with(s.claims, "preferred_username", "ann\nadmin"), "oidc:4711", access.Editor, false},
		{"a name that turns the line", "roles", with(s.claims, "preferred_username", "ann\u202e"), "oidc:4711", access.Editor, false},
		{"the admin's name", "roles", with(s.claims, "preferred_username", "admin"), "oidc:admin", access.Editor, false},
		{"no name at all", "roles", with(s.claims, "preferred_username", nil, "sub", nil), "", access.Stranger, true},
		{"not before a moment ago", "roles", with(s.claims, "nbf", noon.Add(30*time.Second).Unix()), "oidc:ann", access.Editor, false},
		{"several audiences", "roles", with(s.claims, "aud", []string{"x", "entente"}), "oidc:ann", access.Editor, false},
	} {
		who, err := bearer(t, s.newGuard(t, tt.claim), sign(t, jose.RS256, s.key, tt.give, nil))
		if tt.refuse != errors.Is(err, access.ErrBadToken) || who.Name != tt.want || who.Role != tt.role {
			t.Errorf("%s: got %+v, %v, want %q, %v", tt.name, who, err, tt.want, tt.role)
		}
	}
}

// TestWhatAnIssuerDidNotSignForUsIsRefused has a row for each way to forge a token.
func TestWhatAnIssuerDidNotSignForUsIsRefused(t *testing.T) {
	s := newSignedIn(t)
	public, _ := s.key.Public().Key.(*rsa.PublicKey)
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	part := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	body, err := json.Marshal(s.claims)
	if err != nil {
		t.Fatal(err)
	}
	good, other := s.good(t), rsaKey(t, "one")
	parts := strings.Split(good, ".")
	elsewhere := map[jose.HeaderKey]any{"jku": s.URL + "/mine", "x5u": s.URL + "/mine"}
	for name, token := range map[string]string{
		"alg none":                 part(`{"alg":"none"}`) + "." + part(string(body)) + ".",
		"alg none, with signature": part(`{"alg":"none"}`) + "." + part(string(body)) + "." + parts[2],
		"alg None":                 part(`{"alg":"None","kid":"one"}`) + "." + part(string(body)) + "." + parts[2],
		"no alg":                   part(`{"kid":"one"}`) + "." + part(string(body)) + "." + parts[2],
		"HS256, the public key":    sign(t, jose.HS256, der, s.claims, nil),
		"HS256, its modulus":       sign(t, jose.HS256, public.N.Bytes(), s.claims, map[jose.HeaderKey]any{"kid": "one"}),
		"expired":                  sign(t, jose.RS256, s.key, with(s.claims, "exp", noon.Unix()-1), nil),
		"no exp":                   sign(t, jose.RS256, s.key, with(s.claims, "exp", nil), nil),
		"exp null":                 sign(t, jose.RS256, s.key, with(s.claims, "exp", json.RawMessage("null")), nil),
		"exp a text":               sign(t, jose.RS256, s.key, with(s.claims, "exp", "never"), nil),
		"nbf in the future":        sign(t, jose.RS256, s.key, with(s.claims, "nbf", noon.Add(31*time.Second).Unix()), nil),
		"nbf a text":               sign(t, jose.RS256, s.key, with(s.claims, "nbf", "now"), nil),
		"another audience":         sign(t, jose.RS256, s.key, with(s.claims, "aud", "entente2"), nil),
		"no audience":              sign(t, jose.RS256, s.key, with(s.claims, "aud", nil), nil),
		"an empty audience":        sign(t, jose.RS256, s.key, with(s.claims, "aud", ""), nil),
		"another issuer":           sign(t, jose.RS256, s.key, with(s.claims, "iss", s.URL+"/"), nil),
		"no issuer":                sign(t, jose.RS256, s.key, with(s.claims, "iss", nil), nil),
		"another key":              sign(t, jose.RS256, other, s.claims, nil),
		"another key, no name":     sign(t, jose.RS256, other.Key, s.claims, nil),
		"a key it brings along":    sign(t, jose.RS256, other.Key, s.claims, map[jose.HeaderKey]any{"jwk": other.Public()}),
		"a key elsewhere":          sign(t, jose.RS256, other.Key, s.claims, elsewhere),
		"kid ../../dev/null":       sign(t, jose.RS256, other.Key, s.claims, map[jose.HeaderKey]any{"kid": "../../dev/null"}),
		"a critical header":        sign(t, jose.RS256, s.key, s.claims, map[jose.HeaderKey]any{"crit": []string{"x"}, "x": 1}),
		"unsigned":                 parts[0] + "." + parts[1] + ".",
		"two parts":                parts[0] + "." + parts[1],
		"four parts":               good + ".x",
		"other claims":             parts[0] + "." + part(strings.Replace(string(body), "ann", "bob", 1)) + "." + parts[2],
		"trailing bytes":           good + "AAAA",
		"a trailing sign":          good + "=",
		"a line break":             good + "\nx",
		"dots a million times":     strings.Repeat("..", 1_000_000),
		"dots":                     "..",
		"JSON serialization":       `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"longer than 8 KiB":        sign(t, jose.RS256, s.key, with(s.claims, "x", strings.Repeat("x", 8<<10)), nil),
		"claims that are a list":   part(`{"alg":"RS256","kid":"one"}`) + "." + part(`[1]`) + "." + parts[2],
		"twice":                    "Bearer " + good,
		"two at once":              good + " " + good,
	} {
		who, err := bearer(t, s.guard, token)
		if who != (access.Identity{}) || err == nil || err.Error() != access.ErrBadToken.Error() {
			t.Errorf("%s: got %+v, %v, want nobody and ErrBadToken", name, who, err)
		}
	}
	if who, err := bearer(t, s.guard, good); err != nil || who.Name != "oidc:ann" {
		t.Errorf("a good one after all these: got %+v, %v, want oidc:ann", who, err)
	}
	if got := s.timesAsked(); got != 1 {
		t.Errorf("the issuer was asked %d times, want once: what strangers send must not make the server ask", got)
	}
	if strings.Contains(s.log.String(), parts[2]) {
		t.Errorf("the log has a token:\n%s", s.log)
	}
}

func TestKeysMayChange(t *testing.T) {
	s := newSignedIn(t)
	old := s.good(t)
	if _, err := bearer(t, s.guard, old); err != nil {
		t.Fatal(err)
	}
	next := rsaKey(t, "two")
	s.publish(next)
	s.move(6 * time.Second) // it is not asked more often than every 5
	if who, err := bearer(t, s.guard, sign(t, jose.RS256, next, s.claims, nil)); err != nil || who.Name != "oidc:ann" {
		t.Errorf("signed by the new key: got %+v, %v, want oidc:ann", who, err)
	}
	if _, err := bearer(t, s.guard, old); !errors.Is(err, access.ErrBadToken) {
		t.Errorf("signed by the old key: got %v, want ErrBadToken", err)
	}
}

// TestAnIssuerThatIsAwayKeepsOutThoseAloneWhomItSignsIn also sees it come back.
func TestAnIssuerThatIsAwayKeepsOutThoseAloneWhomItSignsIn(t *testing.T) {
	s := newSignedIn(t)
	s.setDown(true)
	for range 3 {
		if _, err := bearer(t, s.guard, s.good(t)); !errors.Is(err, access.ErrIssuer) {
			t.Errorf("got %v, want ErrIssuer", err)
		}
	}
	if got := s.timesAsked(); got != 1 {
		t.Errorf("it was asked %d times within 5 seconds, want once", got)
	}
	if who, err := bearer(t, s.guard, "secret"); err != nil || who.Role != access.Admin {
		t.Errorf("the admin: got %+v, %v, want no difference", who, err)
	}
	if who, err := s.guard.Identify(t.Context(), ""); err != nil || who.Role != access.Reader {
		t.Errorf("a reader: got %+v, %v, want no difference", who, err)
	}
	s.setDown(false)
	s.move(6 * time.Second)
	if _, err := bearer(t, s.guard, s.good(t)); err != nil {
		t.Errorf("once it is back: got %v, want it accepted", err)
	}
	s.setDown(true)
	s.move(6 * time.Second)
	if _, err := bearer(t, s.guard, s.good(t)); err != nil {
		t.Errorf("away again, with a key that is known: got %v, want it accepted", err)
	}
	if _, err := bearer(t, s.guard, sign(t, jose.RS256, rsaKey(t, "two"), s.claims, nil)); !errors.Is(err, access.ErrIssuer) {
		t.Errorf("away again, with a key that is not known: got %v, want ErrIssuer", err)
	}
}

func TestASignedTokenHoldsUntilItExpires(t *testing.T) {
	s := newSignedIn(t)
	who, err := bearer(t, s.guard, s.good(t))
	if err != nil || !s.guard.Holds(who) {
		t.Fatalf("got %+v, %v, want it to hold", who, err)
	}
	s.move(time.Hour - time.Second)
	if !s.guard.Holds(who) {
		t.Error("a second before its end it does not hold")
	}
	s.move(time.Second)
	if s.guard.Holds(who) {
		t.Error("it holds when it has expired")
	}
}

// TestKeysAreReadFromWhereNobodyCanChangeThem has an issuer that points elsewhere.
func TestKeysAreReadFromWhereNobodyCanChangeThem(t *testing.T) {
	var issuer *httptest.Server
	for name, answer := range map[string]func(w http.ResponseWriter){
		"keys over plain HTTP": func(w http.ResponseWriter) {
			json.NewEncoder(w).Encode(map[string]any{"issuer": issuer.URL, "jwks_uri": "http://192.0.2.1/keys"}) //nolint:errcheck,errchkjson // a test
		},
		"keys in a file": func(w http.ResponseWriter) {
			json.NewEncoder(w).Encode(map[string]any{"issuer": issuer.URL, "jwks_uri": "file:///etc/passwd"}) //nolint:errcheck,errchkjson // a test
		},
		"the word of another issuer": func(w http.ResponseWriter) {
			json.NewEncoder(w).Encode(map[string]any{"issuer": "https://id.example", "jwks_uri": issuer.URL}) //nolint:errcheck,errchkjson // a test
		},
		"a redirect": func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://192.0.2.1/")
			w.WriteHeader(http.StatusFound)
		},
		"an endless answer": func(w http.ResponseWriter) {
			for range 3 {
				w.Write(bytes.Repeat([]byte(" "), 1<<20)) //nolint:errcheck // a test
			}
		},
	} {
		issuer = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { answer(w) }))
		guard, err := access.NewGuard(access.Options{OIDC: access.OIDC{Issuer: issuer.URL, Audience: "entente"}}, quiet)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bearer(t, guard, "a.b.c"); !errors.Is(err, access.ErrBadToken) {
			t.Errorf("%s: what is no token: got %v, want ErrBadToken without asking", name, err)
		}
		token := sign(t, jose.RS256, rsaKey(t, "one"), map[string]any{"iss": issuer.URL}, nil)
		if _, err := bearer(t, guard, token); !errors.Is(err, access.ErrIssuer) {
			t.Errorf("%s: got %v, want ErrIssuer", name, err)
		}
		issuer.Close()
	}
}
