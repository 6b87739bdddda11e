package access_test

import (
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"entente/access"
)

func TestATokenIsLoggedByItsIdAlone(t *testing.T) {
	whole, made := create(t, newFile(t), "a", access.Reader)
	secret := whole[strings.LastIndex(whole, "_")+1:]
	for _, text := range []string{whole, "/x/" + whole + "/y", "/?token=" + whole, whole + whole, whole[:len(whole)-3]} {
		got := access.Redact(text)
		if strings.Contains(got, secret[:10]) || !strings.Contains(got, made.ID) {
			t.Errorf("%s: got %s, want the id %s and no secret", text, got, made.ID)
		}
	}
	signed := sign(t, jose.RS256, rsaKey(t, "one"), map[string]any{"sub": "a"}, nil)
	if got := access.Redact("/x/" + signed); strings.Contains(got, signed[:10]) || strings.Contains(got, signed[len(signed)-10:]) {
		t.Errorf("a signed token: got %s, want nothing of it", got)
	}
	for _, text := range []string{"", "/graphql", "/entente_x", "entente-export.jsonl"} {
		if got := access.Redact(text); got != text {
			t.Errorf("%s: got %s, want it as it is", text, got)
		}
	}
}
