package command

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"entente/access"
)

// TestATokenIsPrintedAloneAndWorks makes one, uses it as a server does, and takes it back.
func TestATokenIsPrintedAloneAndWorks(t *testing.T) {
	d := newDesk(t)
	if err := d.run("token", "create", "Leyla", "--role", "editor"); err != nil {
		t.Fatal(err)
	}
	token := strings.TrimSuffix(d.out.String(), "\n")
	if !strings.HasPrefix(token, "entente_") || strings.ContainsAny(token, " \n") {
		t.Errorf("the standard output: got %q, want the token alone", d.out.String())
	}
	if told := d.err.String(); strings.Contains(told, token) || !strings.Contains(told, "Leyla, an editor, until ") {
		t.Errorf("beside it: got %q, want whose it is, what they may do and until when, without the token", told)
	}
	guard, err := access.NewGuard(access.Options{Tokens: "data/tokens.json"}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	who, err := guard.Identify(t.Context(), "Bearer "+token)
	if err != nil || who.Name != "Leyla" || who.Role != access.Editor {
		t.Errorf("a server takes it for %+v, %v, want Leyla, an editor", who, err)
	}
	if err := d.run("token", "list", "--json"); err != nil {
		t.Fatal(err)
	}
	var listed []map[string]any
	if err := json.Unmarshal(d.out.Bytes(), &listed); err != nil || len(listed) != 1 {
		t.Fatalf("the list: got %s, %v, want one token", d.out.String(), err)
	}
	for field, want := range map[string]any{"name": "Leyla", "role": "editor", "state": "active"} {
		if got := listed[0][field]; got != want {
			t.Errorf("%s: got %v, want %v", field, got, want)
		}
	}
	if secret := token[strings.LastIndex(token, "_")+1:]; strings.Contains(d.out.String(), secret) || listed[0]["hash"] != nil {
		t.Errorf("the list has a secret or a hash: %s", d.out.String())
	}
	id, _ := listed[0]["id"].(string)
	if err := d.run("token", "revoke", id); err != nil || !strings.Contains(d.out.String(), "Leyla") {
		t.Errorf("revoke: got %q, %v, want whose token it was", d.out.String(), err)
	}
	if err := d.run("token", "list"); err != nil || !strings.Contains(d.out.String(), "revoked") {
		t.Errorf("the list: got %q, %v, want it revoked", d.out.String(), err)
	}
}

func TestWhenATokenExpiresIsSaidInThreeWays(t *testing.T) {
	for word, want := range map[string]func(time.Time) time.Time{
		"90d":        func(now time.Time) time.Time { return now.AddDate(0, 0, 90) },
		"1d":         func(now time.Time) time.Time { return now.AddDate(0, 0, 1) },
		"36500d":     func(now time.Time) time.Time { return now.AddDate(0, 0, 36500) },
		"2127-01-01": func(time.Time) time.Time { return time.Date(2127, 1, 1, 0, 0, 0, 0, time.UTC) },
		"never":      func(time.Time) time.Time { return time.Time{} },
	} {
		var x expiry
		now := time.Now()
		if err := x.UnmarshalText([]byte(word)); err != nil || !x.from(now).Equal(want(now)) {
			t.Errorf("%s: got %v, %v, want %v", word, x.from(now), err, want(now))
		}
	}
	d := newDesk(t)
	for _, word := range []string{"0d", "-1d", "36501d", "d", "1y", "2027-13-01", "2027", "2001-01-01", ""} {
		if err := d.run("token", "create", "a", "--role", "reader", "--expires", word); err == nil {
			t.Errorf("--expires %q was accepted: %s", word, d.err.String())
		}
	}
}

func TestTokenCommandsSayWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	for command, want := range map[string]string{
		"token create a":                  "--role",
		"token create a --role root":      "reader, editor or admin",
		"token create a --role stranger":  "reader, editor or admin",
		"token create admin --role admin": "choose another",
		"token revoke nobody":             "no token",
	} {
		if err := d.run(strings.Fields(command)...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want one with %q", command, err, want)
		}
	}
	if err := d.run("token", "list"); err != nil || strings.Count(d.out.String(), "\n") != 1 {
		t.Errorf("the list of no tokens: got %q, %v, want its heading", d.out.String(), err)
	}
}
