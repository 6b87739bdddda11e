package gate

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// clients tells who sends a request.
type clients struct {
	trusted []Network
	header  string
	// onLoopback is whether only this machine can reach the server.
	onLoopback bool
}

// A client is who sends a request, as far as an address tells.
type client struct {
	addr netip.Addr
	// local is whether it is on this machine and nobody else can be behind it. A local
	// client is not held to what others are held to: the machine is its own.
	local bool
	// disbelieved is whether a proxy that is not trusted says who is behind it.
	disbelieved bool
}

// key returns what is counted as one client: an address, and of IPv6 the network of 64
// bits that one subscriber is given.
func (c client) key() netip.Addr {
	if c.addr.Is4() || !c.addr.IsValid() {
		return c.addr
	}
	return netip.PrefixFrom(c.addr.WithZone(""), 64).Masked().Addr()
}

// forwarding lists the headers by which proxies say that they are there.
var forwarding = []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"}

// of returns who sends a request.
func (c *clients) of(r *http.Request) client {
	peer := addressOf(r.RemoteAddr)
	forwarded := slices.ContainsFunc(forwarding, func(name string) bool {
		return r.Header.Get(name) != ""
	})
	found := client{addr: peer}
	if !c.trusts(peer) {
		found.disbelieved = forwarded && peer.IsLoopback()
		found.local = c.onLoopback && peer.IsLoopback() && !forwarded && len(c.trusted) == 0
		return found
	}
	found.addr = c.behind(peer, r.Header.Values(c.header))
	return found
}

// behind returns the last address in the header of trusted proxies that is none of
// theirs. What stands before it may be anybody's invention.
func (c *clients) behind(peer netip.Addr, lines []string) netip.Addr {
	for _, line := range slices.Backward(lines) {
		for line != "" {
			var hop string
			if i := strings.LastIndexByte(line, ','); i >= 0 {
				line, hop = line[:i], line[i+1:]
			} else {
				line, hop = "", line
			}
			addr := addressOf(c.node(hop))
			if !addr.IsValid() {
				return peer
			}
			if peer = addr; !c.trusts(addr) {
				return addr
			}
		}
	}
	return peer
}

// node returns the address in one element of the header.
func (c *clients) node(element string) string {
	element = strings.TrimSpace(element)
	if c.header != "Forwarded" {
		return element
	}
	for pair := range strings.SplitSeq(element, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if strings.EqualFold(name, "for") {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

func (c *clients) trusts(addr netip.Addr) bool {
	return slices.ContainsFunc(c.trusted, func(n Network) bool { return n.Contains(addr) })
}

// addressOf reads an address with or without a port, invalid if it is none.
func addressOf(text string) netip.Addr {
	if both, err := netip.ParseAddrPort(text); err == nil {
		return both.Addr().Unmap()
	}
	addr, _ := netip.ParseAddr(strings.Trim(text, "[]"))
	return addr.Unmap()
}
