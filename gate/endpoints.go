package gate

import (
	"net/http"
	"strings"
)

// The paths that the gate treats in a way of their own.
const (
	graphqlPath = "/graphql"
	exportPath  = "/export"
	importPath  = "/import"
	healthPath  = "/healthz"
	readyPath   = "/readyz"
)

// A kind is how much a request may ask of the server.
type kind int

const (
	// An operation asks the store, and has a slot until its answer begins.
	operation kind = iota
	// A light request is answered from memory.
	light
	// A stream lasts as long as its client likes, as a subscription does.
	stream
	// An export lasts as long as its client takes to read it.
	export
	// An upload lasts as long as its client takes to send it; how many there may be is
	// decided behind the gate, where it is known whether the sender may write.
	upload
)

// lightPaths are answered from memory.
var lightPaths = map[string]bool{
	"/": true, "/playground": true, "/queries": true, "/formats": true, "/schema.graphqls": true,
	"/dataset.schema.json": true, healthPath: true, readyPath: true,
}

// kindOf returns the kind of a request. What is not known is an operation.
func (g *Gate) kindOf(r *http.Request) kind {
	path := r.URL.Path
	switch {
	case path == graphqlPath && g.config.Stream != nil && g.config.Stream(r):
		return stream
	case path == exportPath:
		return export
	case path == importPath:
		return upload
	case lightPaths[path] || strings.HasPrefix(path, "/assets/"):
		return light
	default:
		return operation
	}
}

// isHealth reports whether a request asks whether the server is up, which those do that
// know it by its address, and often.
func isHealth(r *http.Request) bool { return r.URL.Path == healthPath || r.URL.Path == readyPath }
