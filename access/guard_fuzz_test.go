package access_test

import (
	"strings"
	"testing"

	"entente/access"
)

// FuzzIdentify sends whatever as Authorization. Only the token lets in who sends it, and
// who sends anything else is not even a reader.
func FuzzIdentify(f *testing.F) {
	const token = "of the environment"
	for _, seed := range []string{
		"", "Bearer " + token, "bearer  " + token, "Bearer " + token + "x", "Basic " + token, "Bearer",
		"Bearer entente_abcdefghij_abcdefghij", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer ..",
		"Bearer Bearer " + token, "\x00", strings.Repeat(".", 10000),
	} {
		f.Add(seed)
	}
	guard, err := access.NewGuard(access.Options{Token: token, Tokens: f.TempDir() + "/tokens.json"}, quiet)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, header string) {
		who, err := guard.Identify(t.Context(), header)
		scheme, sent, _ := strings.Cut(header, " ")
		known := strings.EqualFold(scheme, "Bearer") && strings.TrimSpace(sent) == token
		switch {
		case header == "":
		case known && (err != nil || who.Role != access.Admin):
			t.Errorf("%q: got %+v, %v, want the admin", header, who, err)
		case !known && (err == nil || who != access.Identity{}):
			t.Errorf("%q: got %+v, %v, want nobody and an error", header, who, err)
		}
	})
}
