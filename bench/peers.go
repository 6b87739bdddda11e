package main

import (
	"context"
	"path/filepath"

	"entente/bench/load"
	"entente/bench/side"
)

// database is where peers find the Neo4j.
func (d *database) place() side.Database {
	return side.Database{URI: d.URI, Username: d.Username, Password: d.Password}
}

// rawNeo4j returns the driver on the layout of the peers, which it loads first.
func (g *ground) rawNeo4j(ctx context.Context, d *database) (*side.RawDriver, error) {
	if d.raw != nil {
		return d.raw, nil
	}
	raw, err := side.OpenRawDriver(ctx, d.place())
	if err != nil {
		return nil, err
	}
	g.atEnd(func() error { return raw.Close(context.WithoutCancel(ctx)) })
	made := g.graphs[d.size]
	_, err = g.once(made, "the layout of the peers", "", func() error {
		return side.LoadActors(ctx, raw.Driver(), made)
	})
	d.raw = raw
	return raw, err
}

// storeOn returns Entente's store without a server.
func (g *ground) storeOn(ctx context.Context, d *database) (*side.Store, error) {
	if d.store != nil {
		return d.store, nil
	}
	opened, err := side.OpenStore(ctx, d.place())
	if err != nil {
		return nil, err
	}
	g.atEnd(opened.Close)
	d.store = opened
	return opened, nil
}

// apolloOn returns the server of @neo4j/graphql, in so many processes, 0 being one for each
// core.
func (g *ground) apolloOn(ctx context.Context, d *database, processes int) (*side.Apollo, error) {
	if running := g.apollos[processes]; running != nil {
		return running, nil
	}
	if _, err := g.rawNeo4j(ctx, d); err != nil {
		return nil, err
	}
	folder := filepath.Join("bench", "peers", "neo4j-graphql")
	running, err := side.StartApollo(ctx, folder, processes, d.place())
	if err != nil {
		return nil, err
	}
	g.atEnd(running.Stop)
	g.apollos[processes] = running
	return running, nil
}

// rawSQLite returns the file of the peers, which it writes first.
func (g *ground) rawSQLite(ctx context.Context, size int) (side.RawSQLite, error) {
	if g.raw.Path != "" {
		return g.raw, nil
	}
	path := filepath.Join(g.graphs[size].Folder, "raw.db")
	_, err := g.once(g.graphs[size], "a file for the prepared statement", path, func() error {
		return side.LoadSQLite(ctx, path, g.graphs[size])
	})
	g.raw = side.RawSQLite{Path: path}
	return g.raw, err
}

// plainLike starts a handler that gives the answer that a server gives to a message.
func (g *ground) plainLike(
	ctx context.Context, e *side.Entente, m load.Message,
) (*side.Plain, error) {
	answer, err := side.AnswerOf(ctx, e.Host, m)
	if err != nil {
		return nil, err
	}
	running, err := side.StartPlain(ctx, answer)
	if err != nil {
		return nil, err
	}
	g.atEnd(running.Stop)
	return running, nil
}
