package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"entente/internal/neo4jlocal"
)

// defaultHome is the folder, in the project, that git ignores.
const defaultHome = ".neo4j"

// serve runs a server for a person until ctx is done.
func serve(ctx context.Context, o neo4jlocal.Options, out io.Writer) error {
	o.Home = cmp.Or(o.Home, defaultHome)
	_, _ = fmt.Fprintln(out, "Starting Neo4j, which takes some ten seconds …")
	server, err := startNear(ctx, o)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprint(out, welcome(server))
	select {
	case <-ctx.Done():
		_, _ = fmt.Fprintln(out, "Stopping Neo4j …")
		return server.Stop()
	case <-server.Done():
		return fmt.Errorf("Neo4j ended by itself; see %s", server.LogFile())
	}
}

// startNear starts a server on the port asked for or, without one, on the first
// free port from the usual one upwards.
func startNear(ctx context.Context, o neo4jlocal.Options) (*neo4jlocal.Server, error) {
	if o.Port != 0 {
		return neo4jlocal.Start(ctx, o)
	}
	for o.Port = defaultPort; ; o.Port++ {
		server, err := neo4jlocal.Start(ctx, o)
		if o.Port-defaultPort == portsToTry || !errors.Is(err, neo4jlocal.ErrPortTaken) {
			return server, err
		}
	}
}

// welcome tells how to reach the server.
func welcome(s *neo4jlocal.Server) string {
	return fmt.Sprintf(`
Neo4j is ready.

  address   %[1]s
  user      %[2]s
  password  %[3]s
  data      %[4]s

Run Entente on it:

  NEO4J_PASSWORD=%[3]s make run ARGS="--store %[1]s"

Ctrl-C stops it and keeps the data.
`, s.URI, s.Username, s.Password, s.Home)
}
