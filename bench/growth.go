package main

import (
	"context"
	"fmt"

	"entente/bench/compare"
	"entente/bench/report"
)

// growth returns an experiment that asks the same of small and large graphs. At the largest
// it should take at most so many times as long as at the smallest.
func growth(
	store string, most float64, hop hops, sizes ...int,
) func(context.Context, *ground) (report.Experiment, error) {
	return func(ctx context.Context, g *ground) (report.Experiment, error) {
		var sides []compare.Side
		for _, size := range sizes {
			if size == usual {
				size = g.size
			}
			side, err := hop(g, ctx, size)
			if err != nil {
				return report.Experiment{}, err
			}
			sides = append(sides, side)
		}
		return g.compareSizes(ctx, store, sides, most)
	}
}

// hops returns Entente asked for one hop in a graph of a size.
type hops func(g *ground, ctx context.Context, size int) (compare.Side, error)

// compareSizes compares the largest graph, the last, with the smallest.
func (g *ground) compareSizes(
	ctx context.Context, store string, sides []compare.Side, most float64,
) (report.Experiment, error) {
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides, Clients: 1})
	if err != nil {
		return report.Experiment{}, err
	}
	least, largest := sides[0].Name, sides[len(sides)-1].Name
	return report.Experiment{
		Title: "One hop in graphs of growing size, on " + store,
		About: "[one-hop.graphql](../bench/workload/documents/one-hop.graphql) about actors of 15 to 25 ties, " +
			"as many in each graph. One client, so that nobody waits for another.",
		Setting: g.setting(1, g.rounds), Sides: report.SidesOf(outcomes), Plot: "latency",
		Ratios: []report.Ratio{
			report.Compare(outcomes, "p50", largest, least, report.AtMost(most)),
		},
	}, nil
}

func (g *ground) hopOnSQLite(ctx context.Context, size int) (compare.Side, error) {
	e, err := g.sqlite(ctx, size)
	if err != nil {
		return compare.Side{}, err
	}
	made := g.graphs[size]
	message, err := asks("one-hop", subjects(made, ordinary(made)))
	side := compare.Side{Name: sized(onSQLite, size), Open: e.Open(message), Processes: server(e)}
	if size > 2_000_000 {
		side.Warm = 3 * warmLong // until all that is kept in memory was read
	}
	return side, err
}

func (g *ground) hopOnNeo4j(ctx context.Context, size int) (compare.Side, error) {
	d, err := g.neo4j(ctx, size)
	if err != nil {
		return compare.Side{}, err
	}
	made := g.graphs[size]
	message, err := asks("one-hop", subjects(made, ordinary(made)))
	return compare.Side{
		Name: sized(onNeo4j, size), Open: d.entente.Open(message), Processes: d.both(d.entente.PID()),
		Warm: warmLong,
	}, err
}

// sized is the name of a side with a graph of a size.
func sized(name string, size int) string {
	if size < 1_000_000 {
		return fmt.Sprintf("%s, %d k", name, size/1000)
	}
	return fmt.Sprintf("%s, %d M", name, size/1_000_000)
}
