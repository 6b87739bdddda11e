package gate

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// hosts are the names by which the server may be asked. A page of another site can make
// its own name lead to this machine, and would then be of one origin with a server that
// listens on loopback; but it cannot ask by another name.
type hosts struct {
	names []string
	any   bool
}

// newHosts returns the names for a server that listens on an address.
func newHosts(names []string, listen string, onLoopback bool) hosts {
	h := hosts{
		any:   slices.Contains(names, "*") || len(names) == 0 && !onLoopback,
		names: []string{"localhost"},
	}
	own, _, err := net.SplitHostPort(listen)
	if err == nil {
		names = append(slices.Clone(names), own)
	}
	for _, name := range names {
		h.names = append(h.names, bareHost(name))
	}
	return h
}

// check refuses a request that names another host. An address can be nobody's but its
// machine's, so it is no name to check.
func (h hosts) check(r *http.Request) *RefusedError {
	name := bareHost(r.Host)
	if h.any || name == "" || isHealth(r) ||
		slices.Contains(h.names, name) || strings.HasSuffix(name, ".localhost") {
		return nil
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return nil
	}
	return &RefusedError{
		Reason: "host", Status: http.StatusMisdirectedRequest, Code: codeForbidden, Field: "Host",
		Message: fmt.Sprintf("Host: `%.100s`: not a name of this server; "+
			"if it is one, start the server with --allowed-host and this name", name),
	}
}

// bareHost returns a host in lower case without port, brackets and final stop.
func bareHost(host string) string {
	if bare, _, err := net.SplitHostPort(host); err == nil {
		host = bare
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
