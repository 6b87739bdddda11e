package side

import (
	"context"
	_ "embed"
	"fmt"
	"iter"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/bench/graph"
)

var (
	//go:embed cypher/actor-id.cypher
	actorID string
	//go:embed cypher/load-actors.cypher
	loadActors string
	//go:embed cypher/load-ties.cypher
	loadTies string
)

// perTransaction is how many rows a transaction of a load writes.
const perTransaction = 10_000

// LoadActors writes a graph as someone who keeps it for @neo4j/graphql would: actors are
// nodes, ties are relationships with a day for each end. Its labels, type and constraint
// are none of Entente's, so that both can be in the one database that Neo4j's Community
// edition has. Entente has to come first, for it refuses a database that holds what is
// not its own.
func LoadActors(ctx context.Context, driver neo4j.DriverWithContext, g *graph.Graph) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer func() { _ = session.Close(ctx) }() // what was written is committed
	if err := run(ctx, session, actorID, nil); err != nil {
		return err
	}
	if err := inBatches(ctx, session, loadActors, actorRows(g)); err != nil {
		return fmt.Errorf("load actors: %w", err)
	}
	if err := inBatches(ctx, session, loadTies, tieRows(g)); err != nil {
		return fmt.Errorf("load ties: %w", err)
	}
	return nil
}

// inBatches runs a text with all rows, so many in a transaction.
func inBatches(
	ctx context.Context, session neo4j.SessionWithContext, text string, rows iter.Seq2[[]any, error],
) error {
	batch := make([]any, 0, perTransaction)
	for row, err := range rows {
		if err != nil {
			return err
		}
		if batch = append(batch, row); len(batch) < perTransaction {
			continue
		}
		if err := run(ctx, session, text, map[string]any{"rows": batch}); err != nil {
			return err
		}
		batch = batch[:0]
	}
	return run(ctx, session, text, map[string]any{"rows": batch})
}

func run(
	ctx context.Context, session neo4j.SessionWithContext, text string, args map[string]any,
) error {
	result, err := session.Run(ctx, text, args)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// actorRows are the id and the name of each actor.
func actorRows(g *graph.Graph) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for a, err := range g.Actors() {
			if !yield([]any{a.ID, a.Name}, err) || err != nil {
				return
			}
		}
	}
}

// tieRows are the id, both ends and both days of each tie; the last is nil where the tie
// goes on or its end is not known.
func tieRows(g *graph.Graph) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for t, err := range g.Ties() {
			if err != nil {
				yield(nil, err)
				return
			}
			from, to, err := days(t)
			row := []any{t.ID, t.From, t.To, from, nil}
			if to != "" {
				row[4] = to
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}
