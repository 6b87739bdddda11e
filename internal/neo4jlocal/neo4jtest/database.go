package neo4jtest

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A database runs this package's own queries, each in a transaction of its own.
type database struct {
	driver neo4j.DriverWithContext
}

// run returns the first column of the result.
func (db database) run(
	ctx context.Context, query string, args map[string]any,
) (column []any, err error) {
	session := db.driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	// Not a managed transaction: CALL … IN TRANSACTIONS runs in none.
	result, err := session.Run(ctx, query, args)
	if err != nil {
		return nil, err
	}
	for result.Next(ctx) {
		column = append(column, result.Record().Values[0])
	}
	return column, result.Err()
}

// count returns the one number that query asks for.
func (db database) count(ctx context.Context, query string, args map[string]any) (int64, error) {
	column, err := db.run(ctx, query, args)
	if err != nil {
		return 0, err
	}
	if len(column) != 1 {
		return 0, fmt.Errorf("got %d rows, want 1 number", len(column))
	}
	number, ok := column[0].(int64)
	if !ok {
		return 0, fmt.Errorf("got %v, want a number", column[0])
	}
	return number, nil
}
