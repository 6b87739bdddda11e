package gate_test

import (
	"net/http"
	"slices"
	"testing"

	"entente/gate"
)

func TestWhoCountsIsToldWhySomethingIsRefused(t *testing.T) {
	tests := []struct {
		name    string
		method  string
		headers []string
		want    []string
	}{
		{"what passes", http.MethodPost, []string{"Content-Type: application/json"}, nil},
		{"another host", http.MethodGet, []string{"Host: evil.example"}, []string{"host"}},
		{"another site", http.MethodPost, []string{"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}, []string{"site"}},
		{"compressed", http.MethodPost, []string{"Content-Type: application/json", "Content-Encoding: gzip"}, []string{"encoding"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var reasons []string
			w := newWorld(t, hello, func(c *gate.Config) {
				c.AllowedHost = []string{"example.com"}
				c.Refused = func(reason string) { reasons = append(reasons, reason) }
			})
			w.ask(tt.method, "/graphql", tt.headers...)
			if !slices.Equal(reasons, tt.want) {
				t.Errorf("told %v, want %v", reasons, tt.want)
			}
		})
	}
}

func TestWhoCountsIsToldOfEachRequestBeyondTheRate(t *testing.T) {
	var reasons []string
	w := newWorld(t, hello, func(c *gate.Config) {
		slow(c)
		c.Refused = func(reason string) { reasons = append(reasons, reason) }
	})
	passed := w.passed(5)
	if want := slices.Repeat([]string{"rate"}, 5-passed); passed == 5 || !slices.Equal(reasons, want) {
		t.Errorf("of 5 requests %d passed, and told was %v; want %v", passed, reasons, want)
	}
}
