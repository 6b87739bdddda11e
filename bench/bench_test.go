package main

import (
	"errors"
	"slices"
	"testing"
	"time"

	"entente/bench/graph"
	"entente/internal/programtest"
)

func TestExperimentsAreToldApart(t *testing.T) {
	var names []string
	for _, e := range experiments {
		if slices.Contains(names, e.name) {
			t.Errorf("two experiments are called %s", e.name)
		}
		names = append(names, e.name)
	}
}

func TestAnExperimentThatThereIsNotIsNamedWithThoseThatThereAre(t *testing.T) {
	g := newGround(options{only: "nonsense", work: t.TempDir()})
	if _, err := g.measure(t.Context()); err == nil || err.Error() != "no experiment is called nonsense; there are "+names() {
		t.Errorf("got error %v, want one that lists the experiments", err)
	}
}

// What the benchmark does on SQLite, on a small graph and for a moment, with the real
// program: that it goes through, not how fast it is.
func TestExperimentsOnSQLiteGoThrough(t *testing.T) {
	program, err := programtest.Build(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	o := options{
		data: dataFolder(), work: t.TempDir(), program: program, only: "documents,listeners,start",
		size: 10_000, turn: 50 * time.Millisecond, rounds: 1,
	}
	if o.data == dataBeside {
		o.data = "../" + dataBeside // tests run in the folder of the package
	}
	g := newGround(o)
	found, err := g.measure(t.Context())
	if closed := g.close(); closed != nil {
		t.Errorf("close: %v", closed)
	}
	if errors.Is(err, graph.ErrNoScript) {
		t.Skipf("benchmarks are not tried: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"documents", "listeners", "start", "load"} {
		e, ok := found.Experiment(name)
		if !ok || len(e.Sides) == 0 && len(e.Facts) == 0 {
			t.Errorf("experiment %s found nothing", name)
		}
		for _, side := range e.Sides {
			if side.Rate == 0 || side.P50 == 0 {
				t.Errorf("%s: %s did nothing", name, side.Name)
			}
		}
	}
}
