package neo4j

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/kg"
)

// fetchSize is how many rows come in one message. A row holds a whole page.
const fetchSize = 1000

// reading calls f between commits of this Store, so that all that f reads is of
// whole batches.
func (s *Store) reading(ctx context.Context, f func() error) error {
	if s.sessions.closed() {
		return errClosed
	}
	if err := s.commits.enter(ctx); err != nil {
		return translate(ctx, err)
	}
	defer s.commits.leave()
	return f()
}

// rows runs a statement that only reads and returns all its rows. Every statement
// answers with at least one row for a question, or the graph is gone.
func (s *Store) rows(
	ctx context.Context, v kg.View, statement string, params map[string]any,
) (rows [][]any, err error) {
	bookmarks, err := s.bookmarks(v.Consistency)
	if err != nil {
		return nil, err
	}
	err = retry(ctx, func() error {
		rows, err = s.runRead(ctx, bookmarks, statement, params)
		return err
	})
	if err == nil && len(rows) == 0 {
		return nil, errNoGraph
	}
	return rows, err
}

// viewed adds to parameters those by which a view shows and hides records.
func viewed(v kg.View, params map[string]any) map[string]any {
	params["restricted"], params["known"] = v.Restricted, int64(v.Known)
	return params
}

// runRead runs a statement once in a transaction of its own.
func (s *Store) runRead(
	ctx context.Context, bookmarks neo4j.Bookmarks, statement string, params map[string]any,
) ([][]any, error) {
	session, err := s.session(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, Bookmarks: bookmarks, FetchSize: fetchSize,
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = session.Close(ctx) }() // what it read is complete or err says so
	result, err := session.Run(ctx, statement, params, withinDeadline(ctx))
	if err != nil {
		return nil, err
	}
	return collect(ctx, result)
}

// collect returns all rows of a result.
func collect(ctx context.Context, result neo4j.ResultWithContext) ([][]any, error) {
	var rows [][]any
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// withinDeadline has the server give up when ctx does, so that nobody's work goes
// on for nobody.
func withinDeadline(ctx context.Context) func(*neo4j.TransactionConfig) {
	return func(c *neo4j.TransactionConfig) {
		if deadline, ok := ctx.Deadline(); ok {
			c.Timeout = max(time.Until(deadline), time.Millisecond)
		}
	}
}
