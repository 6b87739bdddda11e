package main

import (
	"errors"
	"slices"
	"strings"
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
	for _, o := range []options{{only: "nonsense"}, {only: "mix,nonsense"}, {skip: "nonsense,mix"}} {
		o.work = t.TempDir()
		_, err := newGround(o).measure(t.Context())
		if err == nil || !strings.HasPrefix(err.Error(), "no experiment is called nonsense; there are one-hop, ") {
			t.Errorf("only %q, skip %q: got error %v, want one that lists the experiments", o.only, o.skip, err)
		}
	}
}

func TestALongExperimentIsRunWhereAllOrItIsAskedForAndNotLeftOut(t *testing.T) {
	long, short := experiment{name: "long", full: true}, experiment{name: "short"}
	for _, tt := range []struct {
		options     options
		long, short bool
	}{
		{options{}, false, true},
		{options{full: true}, true, true},
		{options{only: "long"}, true, false},
		{options{only: "short,other"}, false, true},
		{options{full: true, skip: "long"}, false, true},
		{options{skip: "other,short"}, false, false},
	} {
		if got := tt.options.runs(long); got != tt.long {
			t.Errorf("%+v: got %v for what takes long, want %v", tt.options, got, tt.long)
		}
		if got := tt.options.runs(short); got != tt.short {
			t.Errorf("%+v: got %v for what does not, want %v", tt.options, got, tt.short)
		}
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
