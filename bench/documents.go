package main

import (
	"context"
	"fmt"

	"entente/bench/compare"
	"entente/bench/load"
	"entente/bench/report"
	"entente/bench/workload"
)

// documents compares one query, asked again and again, with a hundred and with ever new
// ones, which have to be parsed and checked each time.
func documents(ctx context.Context, g *ground) (report.Experiment, error) {
	e, err := g.sqlite(ctx, g.size)
	if err != nil {
		return report.Experiment{}, err
	}
	made := g.graphs[g.size]
	list := subjects(made, ordinary(made))
	w, err := workload.Named("one-hop")
	if err != nil {
		return report.Experiment{}, err
	}
	// A comment makes a text another, though it asks the same.
	numbered := func(of func(i int) int) func(int) load.Message {
		return func(i int) load.Message {
			w := w
			w.Document = fmt.Sprintf("# %d\n%s", of(i), w.Document)
			return post(w.Body(list[spread(i, len(list))]))
		}
	}
	names := []string{"one document", "100 documents in turn", "a new document each time"}
	var sides []compare.Side
	for n, of := range []func(i int) int{
		func(int) int { return 0 },
		func(i int) int { return i % 100 },
		func(i int) int { return i + 1000 },
	} {
		sides = append(sides, compare.Side{
			Name: names[n], Open: e.Open(numbered(of)), Processes: server(e),
		})
	}
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides})
	if err != nil {
		return report.Experiment{}, err
	}
	return report.Experiment{
		Title: "One query, a hundred, ever new ones: what it gives to keep documents",
		About: g.about("one-hop") + " On SQLite.", Setting: g.setting(clients, g.rounds),
		Sides: report.SidesOf(outcomes),
		Ratios: []report.Ratio{
			report.Compare(outcomes, "throughput", names[1], names[0], nil),
			report.Compare(outcomes, "throughput", names[2], names[0], nil),
		},
	}, nil
}
