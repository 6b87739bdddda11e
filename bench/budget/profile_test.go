package budget

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// A profiler has Neo4j profile what a store asks while it is on: the statements and
// values are those of the store, of which it notes plans and hits.
type profiler struct {
	mu  sync.Mutex
	on  bool
	ran []profiled
}

// A profiled statement is one that was run.
type profiled struct {
	text string
	plan neo4j.ProfiledPlan
}

// during returns what is run while f is.
func (p *profiler) during(f func()) []profiled {
	p.set(true)
	defer p.set(false)
	f()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ran
}

func (p *profiler) set(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.on = on
	if on {
		p.ran = nil
	}
}

// wrap has what goes through a driver be profiled.
func (p *profiler) wrap(d neo4j.DriverWithContext) neo4j.DriverWithContext { return driver{d, p} }

// run runs a statement by a function of the driver.
func (p *profiler) run(
	text string, run func(text string) (neo4j.ResultWithContext, error),
) (neo4j.ResultWithContext, error) {
	p.mu.Lock()
	on := p.on
	p.mu.Unlock()
	if !on {
		return run(text)
	}
	found, err := run("PROFILE " + text)
	if err != nil {
		return nil, err
	}
	return &result{ResultWithContext: found, text: text, profiler: p}, nil
}

type driver struct {
	neo4j.DriverWithContext
	*profiler
}

func (d driver) NewSession(ctx context.Context, c neo4j.SessionConfig) neo4j.SessionWithContext {
	return session{d.DriverWithContext.NewSession(ctx, c), d.profiler}
}

type session struct {
	neo4j.SessionWithContext
	*profiler
}

func (s session) Run(
	ctx context.Context, text string, params map[string]any, configure ...func(*neo4j.TransactionConfig),
) (neo4j.ResultWithContext, error) {
	return s.run(text, func(text string) (neo4j.ResultWithContext, error) {
		return s.SessionWithContext.Run(ctx, text, params, configure...)
	})
}

func (s session) BeginTransaction(
	ctx context.Context, configure ...func(*neo4j.TransactionConfig),
) (neo4j.ExplicitTransaction, error) {
	tx, err := s.SessionWithContext.BeginTransaction(ctx, configure...)
	if err != nil {
		return nil, err
	}
	return transaction{tx, s.profiler}, nil
}

type transaction struct {
	neo4j.ExplicitTransaction
	*profiler
}

func (tx transaction) Run(
	ctx context.Context, text string, params map[string]any,
) (neo4j.ResultWithContext, error) {
	return tx.run(text, func(text string) (neo4j.ResultWithContext, error) {
		return tx.ExplicitTransaction.Run(ctx, text, params)
	})
}

type result struct {
	neo4j.ResultWithContext
	*profiler
	text  string
	ended bool
}

// Next notes the profile once all rows were read, which the store does.
func (r *result) Next(ctx context.Context) bool {
	more := r.ResultWithContext.Next(ctx)
	if more || r.ended {
		return more
	}
	r.ended = true
	if summary, err := r.Consume(ctx); err == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.ran = append(r.ran, profiled{r.text, summary.Profile()})
	}
	return false
}

// statements are the files of the store's statements, by the remark with which each begins.
type statements map[string]string

func readStatements(t *testing.T) statements {
	t.Helper()
	files, err := filepath.Glob("../../store/neo4j/cypher/*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatalf("got statements %v and error %v, want some", files, err)
	}
	all := statements{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(text), "\n")
		if !strings.HasPrefix(first, "//") {
			continue // a part of others
		}
		if other, known := all[first]; known {
			t.Fatalf("%s begins as %s does: got %q twice, want a remark of its own", file, other, first)
		}
		all[first] = strings.TrimSuffix(filepath.Base(file), ".cypher")
	}
	return all
}

// name returns the name of the file of a text.
func (s statements) name(t *testing.T, text string) string {
	t.Helper()
	first, _, _ := strings.Cut(text, "\n")
	name, known := s[first]
	if !known {
		t.Fatalf("no file of a statement begins with %q; the store sent:\n%s", first, text)
	}
	return name
}
