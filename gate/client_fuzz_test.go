package gate

import (
	"net/http/httptest"
	"net/netip"
	"testing"
)

// FuzzForwarded has a client write what it likes into the headers by which proxies say who
// is behind them. What the trusted proxy adds at the end decides.
func FuzzForwarded(f *testing.F) {
	for _, seed := range []string{
		"", "192.0.2.1", "10.0.0.1", "192.0.2.1, 10.0.0.2", "unknown", `for="[2001:db8::1]:80"`, ",,", `"`, "for=",
		"[::1]:80", "::ffff:10.0.0.1", "fe80::1%eth0", "a;for=192.0.2.1", "\x00", "１９２.0.2.1",
	} {
		f.Add(seed)
	}
	const proxy, added = "10.0.0.1:4711", "203.0.113.9"
	trusted := []Network{{netip.MustParsePrefix("10.0.0.0/8")}}
	f.Fuzz(func(t *testing.T, written string) {
		for header, says := range map[string]string{"X-Forwarded-For": added, "Forwarded": "for=" + added} {
			c := clients{trusted: trusted, header: header}
			for _, lines := range [][]string{{written + ", " + says}, {written, says}} {
				r := httptest.NewRequestWithContext(t.Context(), "GET", "/", nil)
				r.RemoteAddr = proxy
				r.Header[header] = lines
				if got := c.of(r); got.addr.String() != added || got.local {
					t.Errorf("%s: %q: got %v, local %v, want %s", header, lines, got.addr, got.local, added)
				}
			}
		}
	})
}
