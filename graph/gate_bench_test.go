package graph_test

import (
	"log/slog"
	"net"
	"net/http"
	"testing"

	"entente/gate"
	"entente/graph"
)

// behindTheGate returns a handler behind a gate whose rate is counted, and not met.
func behindTheGate(b *testing.B, handler http.Handler) http.Handler {
	b.Helper()
	options := gate.DefaultOptions()
	options.Rate = 1e9
	g, err := gate.New(gate.Config{
		Options: options, Address: &net.TCPAddr{IP: net.IPv4(203, 0, 113, 1)}, Log: slog.New(slog.DiscardHandler),
		Body: graph.DefaultLimits().Body, Stream: graph.IsStream,
	})
	if err != nil {
		b.Fatal(err)
	}
	return g.Wrap(handler)
}
