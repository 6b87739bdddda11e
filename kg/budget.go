package kg

import (
	"context"
	"slices"
	"sync/atomic"
)

// A Budget is what may be read from the store for one request. What takes more of it is
// stopped with a [*LimitError]. It is safe for concurrent use.
type Budget struct {
	// returned counts records that the store hands out, visited those that are looked at,
	// be it to count them or to leave them out.
	returned, visited gauge
}

// A gauge counts up to a limit.
type gauge struct {
	what  string
	limit int64
	n     atomic.Int64
}

// NewBudget returns one of so many records.
func NewBudget(returned, visited int) *Budget {
	return &Budget{
		returned: gauge{what: "records returned", limit: int64(returned)},
		visited:  gauge{what: "records looked at", limit: int64(visited)},
	}
}

type budgetKey struct{}

// Attach returns a context for all that is read within the budget.
func (b *Budget) Attach(ctx context.Context) context.Context {
	return context.WithValue(ctx, budgetKey{}, b)
}

// budgetOf returns the budget of a context, or nil where nothing bounds what is read.
func budgetOf(ctx context.Context) *Budget {
	b, _ := ctx.Value(budgetKey{}).(*Budget)
	return b
}

// add counts n more, and refuses what goes past the limit.
func (g *gauge) add(n int) error {
	g.n.Add(int64(n))
	return g.check()
}

// check refuses what went past the limit.
func (g *gauge) check() error {
	if n := g.n.Load(); n > g.limit {
		return &LimitError{
			What: g.what, Value: int(n), Limit: int(g.limit),
			Advice: "narrow the filter or the time, or read it page by page",
		}
	}
	return nil
}

// check refuses what went past either limit.
func (b *Budget) check() error {
	if err := b.returned.check(); err != nil {
		return err
	}
	return b.visited.check()
}

// metering returns a Keep that counts what it is shown. Where that is too much it calls
// stop, which ends the call of the store that shows it.
func metering[F any](b *Budget, keep func(F) bool, stop func()) func(F) bool {
	return func(f F) bool {
		if b.visited.add(1) != nil {
			stop()
			return false
		}
		return keep(f)
	}
}

// meteredQueries returns queries each Keep of which counts what it is shown.
func (b *Budget) meteredQueries(queries []Query, stop func()) []Query {
	queries = slices.Clone(queries)
	for i, q := range queries {
		if q.Keep != nil {
			queries[i].Keep = metering(b, q.Keep, stop)
		}
	}
	return queries
}
