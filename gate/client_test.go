package gate_test

import (
	"net"
	"net/http"
	"testing"

	"entente/gate"
)

// network reads a network, which is one.
func network(t *testing.T, text string) (n gate.Network) {
	t.Helper()
	if err := n.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestANetworkIsCIDROrOneAddress(t *testing.T) {
	for text, want := range map[string]string{
		"10.0.0.0/8": "10.0.0.0/8", "127.0.0.1": "127.0.0.1/32", "2001:db8::/32": "2001:db8::/32", "::1": "::1/128",
	} {
		if got := network(t, text).String(); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "proxy.example", "10.0.0.0/33", "10.0.0.1:80"} {
		if err := new(gate.Network).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q: got no error, want one", text)
		}
	}
}

// TestOnlyTrustedProxiesSayWhoIsBehindThem looks at whom the log names.
func TestOnlyTrustedProxiesSayWhoIsBehindThem(t *testing.T) {
	const client, proxy, inner = "From: 198.51.100.7:1", "From: 10.0.0.1:1", "10.0.0.2"
	tests := []struct {
		name, header string
		sent         []string
		want         string
	}{
		{"nobody is between", "", []string{client}, "198.51.100.7"},
		{"a client that pretends to be a proxy", "", []string{client, "X-Forwarded-For: 192.0.2.9"}, "198.51.100.7"},
		{"a proxy", "", []string{proxy, "X-Forwarded-For: 192.0.2.9"}, "192.0.2.9"},
		{"a proxy that says nothing", "", []string{proxy}, "10.0.0.1"},
		{"what a client put before", "", []string{proxy, "X-Forwarded-For: 1.1.1.1, 192.0.2.9"}, "192.0.2.9"},
		{"what a client put before, in a line of its own", "", []string{proxy, "X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 192.0.2.9"}, "192.0.2.9"},
		{"a client that names a proxy", "", []string{proxy, "X-Forwarded-For: 10.0.0.9, 192.0.2.9"}, "192.0.2.9"},
		{"two proxies", "", []string{proxy, "X-Forwarded-For: 1.1.1.1, 192.0.2.9, " + inner}, "192.0.2.9"},
		{"proxies alone", "", []string{proxy, "X-Forwarded-For: " + inner}, inner},
		{"no address", "", []string{proxy, "X-Forwarded-For: 192.0.2.9, unknown"}, "10.0.0.1"},
		{"with a port", "", []string{proxy, "X-Forwarded-For: 192.0.2.9:4711"}, "192.0.2.9"},
		{"IPv6", "", []string{proxy, "X-Forwarded-For: 2001:db8::9"}, "2001:db8::9"},
		{"an IPv4 address as IPv6", "", []string{"From: [::ffff:10.0.0.1]:1", "X-Forwarded-For: ::ffff:192.0.2.9"}, "192.0.2.9"},
		{"the header that is not asked for", "", []string{proxy, "Forwarded: for=192.0.2.9"}, "10.0.0.1"},
		{"the other header", "Forwarded", []string{proxy, `Forwarded: for=1.1.1.1, proto=https;For="[2001:db8::9]:80"`}, "2001:db8::9"},
		{"the other header, not asked for", "Forwarded", []string{proxy, "X-Forwarded-For: 192.0.2.9"}, "10.0.0.1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, hello, func(c *gate.Config) {
				c.TrustedProxy, c.AccessLog = []gate.Network{network(t, "10.0.0.0/8")}, "all"
				if tt.header != "" {
					c.ForwardedHeader = tt.header
				}
			})
			w.ask("GET", "/", tt.sent...)
			if got := w.lines()[0]["client"]; got != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

func TestAProxyThatIsNotTrustedIsToldOfOnce(t *testing.T) {
	w := newWorld(t, hello, func(c *gate.Config) { c.Address = &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} })
	for range 3 {
		w.ask("GET", "/", "Host: localhost", "From: 127.0.0.1:1", "X-Forwarded-For: 192.0.2.9")
	}
	if got := w.log.String(); countOf(got, "--trusted-proxy") != 1 {
		t.Errorf("the log has %q, want one line that names --trusted-proxy", got)
	}
}

func TestAHostThatIsNotOursIsRefusedOnLoopback(t *testing.T) {
	loopback, far := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, public
	tests := []struct {
		name    string
		address net.Addr
		allowed []string
		host    string
		want    int
	}{
		{"localhost", loopback, nil, "localhost:8080", 200},
		{"in capitals, with a stop", loopback, nil, "LocalHost.", 200},
		{"a name below localhost", loopback, nil, "graph.localhost:8080", 200},
		{"an address", loopback, nil, "127.0.0.1:8080", 200},
		{"an address of IPv6", loopback, nil, "[::1]:8080", 200},
		{"any address, which is no name", loopback, nil, "203.0.113.9", 200},
		{"the name that it listens by", loopback, nil, "here.example:8080", 200},
		{"the name of a page that was rebound", loopback, nil, "evil.example:8080", 421},
		{"a name that ends like ours", loopback, nil, "notlocalhost", 421},
		{"a name that begins like ours", loopback, nil, "localhost.evil.example", 421},
		{"a name that is allowed", loopback, []string{"graph.example"}, "Graph.example", 200},
		{"a name beside that", loopback, []string{"graph.example"}, "evil.example", 421},
		{"all names", loopback, []string{"*"}, "evil.example", 200},
		{"an address that all reach", far, nil, "evil.example", 200},
		{"an address that all reach by a name", far, []string{"graph.example"}, "evil.example", 421},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, hello, func(c *gate.Config) {
				c.Address, c.AllowedHost, c.Listen = tt.address, tt.allowed, "here.example:8080"
			})
			if got := w.ask("GET", "/", "Host: "+tt.host); got.Code != tt.want {
				t.Errorf("Host %s: got %d %s, want %d", tt.host, got.Code, got.Body, tt.want)
			}
			if got := w.ask("GET", "/healthz", "Host: "+tt.host); got.Code != http.StatusOK {
				t.Errorf("/healthz at %s: got %d, want 200 by any name", tt.host, got.Code)
			}
		})
	}
}
