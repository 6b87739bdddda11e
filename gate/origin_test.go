package gate_test

import (
	"net/http"
	"strings"
	"testing"

	"entente/gate"
)

// maps lets the pages of one other site ask.
func maps(c *gate.Config) { c.CORSOrigin = []string{"https://maps.example"} }

func TestAGetOfAPageOfAnotherSiteIsRefused(t *testing.T) {
	tests := []struct {
		name    string
		headers []string
		want    int
	}{
		{"nothing tells", nil, 403},
		{"the page of another site", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"the page of another host of the site", []string{"Sec-Fetch-Site: same-site"}, 403},
		{"an image", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: image"}, 403},
		{"a form", []string{"Content-Type: text/plain"}, 403},
		{"the server's own page", []string{"Sec-Fetch-Site: same-origin"}, 200},
		{"a person, by the address bar", []string{"Sec-Fetch-Site: none"}, 200},
		{"our header", []string{"Entente-Preflight: 1"}, 200},
		{"Apollo's header", []string{"Apollo-Require-Preflight: true"}, 200},
		{"Apollo's other header", []string{"X-Apollo-Operation-Name: A"}, 200},
		{"a header of the community", []string{"GraphQL-Require-Preflight: 1"}, 200},
		{"a header of old libraries", []string{"X-Requested-With: XMLHttpRequest"}, 200},
		{"a token", []string{"Authorization: Bearer x"}, 200},
		{"JSON, for which a browser asks", []string{"Content-Type: application/json"}, 200},
		{"a page that is let", []string{"Origin: https://maps.example", "Sec-Fetch-Site: cross-site"}, 200},
		{"a page that is not let", []string{"Origin: https://evil.example"}, 403},
		{"a page of nowhere", []string{"Origin: null"}, 403},
		{"a WebSocket, whose origin is checked elsewhere", []string{"Upgrade: websocket"}, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, hello, maps)
			answer := w.ask("GET", "/graphql?query={__typename}", tt.headers...)
			if answer.Code != tt.want {
				t.Errorf("got %d %s, want %d", answer.Code, answer.Body, tt.want)
			}
			if code := codeOf(t, answer); answer.Code == 403 && (code != "FORBIDDEN" || !strings.Contains(answer.Body.String(), "Entente-Preflight")) {
				t.Errorf("got %s %s, want FORBIDDEN and the name of the header", code, answer.Body)
			}
			if got := w.ask("GET", "/export", tt.headers...); got.Code != http.StatusOK {
				t.Errorf("/export: got %d, want 200: it is linked to from anywhere", got.Code)
			}
		})
	}
}

func TestAnExportIsLinkedToFromAnywhereAndFetchedFromNowhereElse(t *testing.T) {
	const elsewhere = "Sec-Fetch-Site: cross-site"
	for _, tt := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"no browser", nil, 200},
		{"a link", []string{elsewhere, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"}, 200},
		{"a script", []string{elsewhere, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: empty"}, 403},
		{"an image", []string{elsewhere, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"}, 403},
		{"a frame", []string{elsewhere, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{"a script of another host of the site", []string{"Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"}, 403},
		{"the server's own page", []string{"Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"}, 200},
		{"a page that is let", []string{elsewhere, "Sec-Fetch-Mode: cors", "Origin: https://maps.example"}, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := newWorld(t, hello, maps).ask("GET", "/export?format=csv", tt.headers...); got.Code != tt.want {
				t.Errorf("got %d %s, want %d", got.Code, got.Body, tt.want)
			}
		})
	}
}

func TestAPostOfAPageOfAnotherSiteIsRefused(t *testing.T) {
	tests := []struct {
		name    string
		change  func(*gate.Config)
		headers []string
		want    int
	}{
		{"no browser", nil, nil, 200},
		{"the server's own page", nil, []string{"Origin: http://example.com", "Sec-Fetch-Site: same-origin"}, 200},
		{"the server's own page, in an old browser", nil, []string{"Origin: http://example.com"}, 200},
		{"another page", nil, []string{"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}, 403},
		{"another page, in an old browser", nil, []string{"Origin: https://evil.example"}, 403},
		{"another page that has a token", nil, []string{"Origin: https://evil.example", "Authorization: Bearer x"}, 403},
		{"a page of nowhere", nil, []string{"Origin: null"}, 403},
		{"a page that is let", maps, []string{"Origin: https://maps.example", "Sec-Fetch-Site: cross-site", "Authorization: Bearer x"}, 200},
		{"a page like one that is let", maps, []string{"Origin: https://maps.example.evil"}, 403},
		{"a page where all read", all, []string{"Origin: https://evil.example", "Sec-Fetch-Site: cross-site"}, 200},
		{"a page that writes where all read", all, []string{"Origin: https://evil.example", "Authorization: Bearer x"}, 403},
	}
	for _, tt := range tests {
		for _, path := range []string{"/graphql", "/import", "/undo"} {
			t.Run(tt.name+path, func(t *testing.T) {
				answer := newWorld(t, hello, tt.change).ask("POST", path, tt.headers...)
				if answer.Code != tt.want {
					t.Errorf("got %d %s, want %d", answer.Code, answer.Body, tt.want)
				}
			})
		}
	}
}

// all lets the pages of all sites read.
func all(c *gate.Config) { c.CORSOrigin = []string{"*"} }

func TestABrowserIsToldWhichPagesMayAsk(t *testing.T) {
	tests := []struct {
		name           string
		change         func(*gate.Config)
		origin         string
		status         int
		allowed        string
		token, variety bool
	}{
		{"nobody is let", nil, "https://maps.example", 403, "", false, false},
		{"the one that is", maps, "https://maps.example", 204, "https://maps.example", true, true},
		{"in capitals", maps, "https://MAPS.example", 204, "https://MAPS.example", true, true},
		{"another", maps, "https://evil.example", 403, "", false, true},
		{"another scheme", maps, "http://maps.example", 403, "", false, true},
		{"another port", maps, "https://maps.example:8443", 403, "", false, true},
		{"nowhere", maps, "null", 403, "", false, true},
		{"all", all, "https://evil.example", 204, "*", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, hello, tt.change)
			for _, path := range []string{"/graphql", "/export"} {
				asked := w.ask("OPTIONS", path, "Origin: "+tt.origin, "Access-Control-Request-Method: POST")
				sent := w.ask("POST", path, "Origin: "+tt.origin)
				h := asked.Header()
				if asked.Code != tt.status || h.Get("Access-Control-Allow-Origin") != tt.allowed {
					t.Errorf("preflight of %s: got %d %q, want %d %q", path, asked.Code, h.Get("Access-Control-Allow-Origin"), tt.status, tt.allowed)
				}
				if got := strings.Contains(h.Get("Access-Control-Allow-Headers"), "Authorization"); got != tt.token {
					t.Errorf("preflight of %s: a token may be sent: got %v, want %v", path, got, tt.token)
				}
				if got := sent.Header().Get("Access-Control-Allow-Origin"); got != tt.allowed {
					t.Errorf("%s: got %q, want %q", path, got, tt.allowed)
				}
				for _, h := range []http.Header{h, sent.Header()} {
					if got := h.Get("Access-Control-Allow-Credentials"); got != "" {
						t.Errorf("%s: credentials: got %q, want them never allowed", path, got)
					}
					if got := strings.Contains(strings.Join(h.Values("Vary"), ","), "Origin"); got != tt.variety {
						t.Errorf("%s: Vary: Origin: got %v, want %v", path, got, tt.variety)
					}
				}
			}
		})
	}
}

func TestOptionsThatAreNoPreflightReachTheHandler(t *testing.T) {
	if got := newWorld(t, hello, nil).ask("OPTIONS", "/graphql"); got.Body.String() != "hello" {
		t.Errorf("got %d %s, want the handler's answer", got.Code, got.Body)
	}
}

func TestWhatIsNoOriginIsRefusedAtTheStart(t *testing.T) {
	for _, text := range []string{
		"", "maps.example", "https://maps.example/", "https://maps.example/x", "https://*.example",
		"https://a@maps.example", "ftp://maps.example", "null", "https://",
	} {
		_, err := gate.New(gate.Config{Options: gate.Options{CORSOrigin: []string{text}}})
		if err == nil || !strings.Contains(err.Error(), "--cors-origin") {
			t.Errorf("%q: got %v, want an error that names --cors-origin", text, err)
		}
	}
	for _, text := range []string{"http://localhost:3000", "https://maps.example", "http://[::1]:3000", "*"} {
		if _, err := gate.New(gate.Config{Options: gate.Options{CORSOrigin: []string{text}}}); err != nil {
			t.Errorf("%q: got %v, want none", text, err)
		}
	}
}
