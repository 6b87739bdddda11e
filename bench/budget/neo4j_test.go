package budget

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	driverof "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/bench/workload"
	"entente/internal/neo4jlocal/neo4jtest"
	"entente/kg"
	"entente/store/neo4j"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// TestBudgetsOnNeo4j has Neo4j count what each statement costs, as the store sends it for
// each workload. None may scan: package neo4j holds every statement that there is to that
// in an empty database, and here are the plans for one that is not, with what it knows of
// its indexes.
func TestBudgetsOnNeo4j(t *testing.T) {
	w, p := newWorld(t), new(profiler)
	store := openNeo4j(t, w, p)
	s, names := serve(t, store), readStatements(t)
	var figures []Figure
	for _, load := range workload.All() {
		s.ask(load, w.subjectFor(load)) // its statements are planned
		ran := p.during(func() { s.ask(load, w.subjectFor(load)) })
		if len(ran) == 0 {
			t.Errorf("%s: got no statement, want some", load.Name)
		}
		hits, scans := map[string]int64{}, map[string]bool{}
		for _, statement := range ran {
			name := names.name(t, statement.text)
			hits[name] += hitsOf(statement.plan)
			detail(t, "%s: %s: %d hits", load.Name, name, hitsOf(statement.plan))
			for _, operator := range operatorsOf(statement.plan) {
				if strings.Contains(operator, "Scan") && !scans[name+operator] {
					scans[name+operator] = true
					t.Errorf("%s: %s: got the operator %s, want a seek in an index", load.Name, name, operator)
				}
			}
		}
		figures = append(figures, hitFigures(load.Name, hits)...)
	}
	hold(t, figures, []string{DBHits})
}

// hitFigures are those of a workload: all hits, then those of each statement by name.
func hitFigures(subject string, hits map[string]int64) []Figure {
	total := Figure{Subject: subject, Name: DBHits}
	var each []Figure
	for name, n := range hits {
		total.Value += n
		each = append(each, Figure{subject, DBHits + "/" + name, n})
	}
	slices.SortFunc(each, func(a, b Figure) int { return strings.Compare(a.Name, b.Name) })
	return append([]Figure{total}, each...)
}

func hitsOf(plan driverof.ProfiledPlan) int64 {
	hits := plan.DbHits()
	for _, child := range plan.Children() {
		hits += hitsOf(child)
	}
	return hits
}

func operatorsOf(plan driverof.ProfiledPlan) []string {
	operator, _, _ := strings.Cut(plan.Operator(), "@") // the database
	all := []string{operator}
	for _, child := range plan.Children() {
		all = append(all, operatorsOf(child)...)
	}
	return all
}

// openNeo4j opens a store that holds the graph and nothing else, and of which all
// statements go through the profiler.
func openNeo4j(t *testing.T, w *world, p *profiler) kg.Store {
	t.Helper()
	target := neo4jtest.ForTest(t)
	target.Reset(t)
	store, err := neo4j.Open(t.Context(), target.URI, neo4j.Clock(today),
		neo4j.Credentials(target.Username, target.Password), neo4j.Through(p.wrap))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, store) })
	w.load(t, store)
	sample(t, target)
	return store
}

// sample has the database look at its indexes now, from which it plans, and not when it
// comes to it.
func sample(t *testing.T, target neo4jtest.Target) {
	t.Helper()
	d, err := driverof.NewDriverWithContext(target.URI, driverof.BasicAuth(target.Username, target.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close(context.WithoutCancel(t.Context())) }() // nothing is lost
	_, err = driverof.ExecuteQuery(t.Context(), d, "CALL db.prepareForReplanning(120)", nil,
		driverof.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
}
