package access_test

import (
	"errors"
	"strings"
	"testing"

	"entente/access"
)

// TestWhoMayReadIsDecidedOrTheServerDoesNotStart has a row for each way to say it.
func TestWhoMayReadIsDecidedOrTheServerDoesNotStart(t *testing.T) {
	yes, no := true, false
	none, some := string(newFile(t)), newFile(t)
	create(t, some, "a", access.Reader)
	issuer := access.OIDC{Issuer: "https://id.example", Audience: "entente"}
	for _, tt := range []struct {
		name, address string
		give          access.Options
		want          string
	}{
		{"this machine", "127.0.0.1:8080", access.Options{Tokens: none}, "everybody"},
		{"this machine by name", "localhost:8080", access.Options{Tokens: none}, "everybody"},
		{"this machine, IPv6", "[::1]:8080", access.Options{Tokens: none}, "everybody"},
		{"this machine, with tokens", "127.0.0.1:8080", access.Options{Tokens: string(some)}, "everybody"},
		{"this machine, closed, as behind a proxy", "127.0.0.1:8080", access.Options{PublicRead: &no}, "who has a token"},
		{"every address", ":8080", access.Options{Tokens: none}, "refused"},
		{"every address, IPv4", "0.0.0.0:8080", access.Options{Tokens: none}, "refused"},
		{"every address, IPv6", "[::]:8080", access.Options{Tokens: none}, "refused"},
		{"an address of the network", "192.0.2.1:8080", access.Options{Tokens: none}, "refused"},
		{"the admin's token says nothing of readers", ":8080", access.Options{Token: "x", Tokens: none}, "refused"},
		{"no file of tokens", ":8080", access.Options{}, "refused"},
		{"public", ":8080", access.Options{PublicRead: &yes}, "everybody"},
		{"closed", ":8080", access.Options{PublicRead: &no}, "who has a token"},
		{"with tokens", ":8080", access.Options{Tokens: string(some)}, "who has a token"},
		{"with tokens, public", ":8080", access.Options{Tokens: string(some), PublicRead: &yes}, "everybody"},
		{"with an issuer", ":8080", access.Options{OIDC: issuer}, "who has a token"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			decided, err := tt.give.Decide(tt.address)
			if err != nil {
				for _, way := range []string{"--public-read", "entente token create", "--oidc-issuer", "--listen"} {
					if !strings.Contains(err.Error(), way) {
						t.Errorf("it says %q, want the way out %s in it", err, way)
					}
				}
				if tt.want != "refused" {
					t.Errorf("got %v, want %s may read", err, tt.want)
				}
				return
			}
			g := guardOf(t, decided, quiet)
			who, err := g.Identify(t.Context(), "")
			if err != nil {
				t.Fatal(err)
			}
			got := "everybody"
			if err := g.Permit(who, access.Reader); errors.Is(err, access.ErrUnauthenticated) {
				got = "who has a token"
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestOptionsThatDoNotGoTogetherAreRefused(t *testing.T) {
	for name, o := range map[string]access.OIDC{
		"--oidc-audience is required":     {Issuer: "https://id.example"},
		"--oidc-audience goes with":       {Audience: "entente"},
		"begins with https://":            {Issuer: "http://id.example", Audience: "entente"},
		"ftp://id.example: write an":      {Issuer: "ftp://id.example", Audience: "entente"},
		"id.example: write an address":    {Issuer: "id.example", Audience: "entente"},
		"http://localhost.example: write": {Issuer: "http://localhost.example", Audience: "entente"},
	} {
		if _, err := access.NewGuard(access.Options{OIDC: o}, quiet); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%+v: got %v, want an error with %q", o, err, name)
		}
	}
}
