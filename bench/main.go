package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"entente/bench/report"
	"entente/bench/side"
)

// options are what the flags say.
type options struct {
	full                            bool
	data, work, program, only, skip string
	out                             string
	render                          bool
	size                            int
	turn                            time.Duration
	rounds                          int
}

// The sizes of graphs, in relationships.
const (
	small = 10_000
	mid   = 100_000
	usual = 0 // what -size says
	large = 10_000_000
)

func main() {
	side.ServePlainIfAsked()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, parse(os.Args[1:]))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// parse reads the flags.
func parse(args []string) options {
	var o options
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	flags.BoolVar(&o.full, "full", false, "also measure ten million relationships, on both stores")
	flags.StringVar(&o.data, "data", dataFolder(), "`folder` that has make_scale.py")
	flags.StringVar(&o.work, "work", "", "`folder` for graphs and databases; kept, and what it has is used again "+
		"(default: a temporary one)")
	flags.StringVar(&o.program, "program", "bin/entente", "`path` of the program to measure")
	flags.StringVar(&o.only, "only", "", "`names` of the experiments to run, with commas; nothing is written then")
	flags.StringVar(&o.skip, "skip", "", "`names` of experiments to leave out, with commas")
	flags.StringVar(&o.out, "out", "docs", "`folder` for performance.md and the folder performance")
	flags.BoolVar(&o.render, "render", false, "measure nothing, and write the page anew from what was measured")
	flags.IntVar(&o.size, "size", 1_000_000, "relationships of the graph that most experiments are about")
	flags.DurationVar(&o.turn, "turn", 1500*time.Millisecond, "how long each turn of a side is")
	flags.IntVar(&o.rounds, "rounds", 3, "how many turns each side has")
	_ = flags.Parse(args) // it exits itself
	return o
}

// dataFolder is where test data lies: see CONTRIBUTING.md.
func dataFolder() string {
	if folder := os.Getenv("ENTENTE_DATA"); folder != "" {
		return folder
	}
	return dataBeside
}

// dataBeside is where it lies if nothing is said.
const dataBeside = "../shared/data"

// run measures and writes the report.
func run(ctx context.Context, o options) error {
	if o.render {
		return render(o)
	}
	if o.work == "" {
		folder, err := os.MkdirTemp("", "entente-bench-")
		if err != nil {
			return err
		}
		defer func() { _ = os.RemoveAll(folder) }() // what is left is the system's to clean
		o.work = folder
	}
	g := newGround(o)
	found, err := g.measure(ctx)
	if closed := g.close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	fmt.Print(found.Text())
	if o.only != "" {
		return nil
	}
	if err := found.Write(o.results()); err != nil {
		return err
	}
	return render(o)
}

// results is the file of what was measured.
func (o options) results() string { return filepath.Join(o.out, "performance", "results.json") }

// render writes the page, its plots and the part of the README from the results.
func render(o options) error {
	found, err := report.Read(o.results())
	if err != nil {
		return err
	}
	return report.Render(found, o.out, "README.md")
}

// measure runs the experiments.
func (g *ground) measure(ctx context.Context) (*report.Report, error) {
	begin := time.Now()
	found := &report.Report{Profile: "quick", Machine: machine()}
	if g.full {
		found.Profile = "full"
	}
	if err := g.checkNames(); err != nil {
		return nil, err
	}
	for _, e := range experiments {
		if !g.runs(e) {
			continue
		}
		g.say("%s", e.name)
		result, err := e.run(ctx, g)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		result.Name = e.name
		found.Experiments = append(found.Experiments, result)
	}
	found.Experiments = append(found.Experiments, g.loading())
	found.Versions = g.versions(ctx)
	found.Minutes = (time.Since(begin) + g.earlier).Minutes()
	return found, nil
}

// runs reports whether an experiment is to be run.
func (o options) runs(e experiment) bool {
	if o.only != "" {
		return slices.Contains(strings.Split(o.only, ","), e.name)
	}
	return (o.full || !e.full) && !slices.Contains(strings.Split(o.skip, ","), e.name)
}

// checkNames refuses names that no experiment has.
func (o options) checkNames() error {
	var names []string
	for _, e := range experiments {
		names = append(names, e.name)
	}
	for _, name := range strings.Split(o.only+","+o.skip, ",") {
		if name != "" && !slices.Contains(names, name) {
			return fmt.Errorf("no experiment is called %s; there are %s", name, strings.Join(names, ", "))
		}
	}
	return nil
}
