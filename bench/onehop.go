package main

import (
	"context"
	"fmt"
	"time"

	"entente/bench/compare"
	"entente/bench/graph"
	"entente/bench/report"
	"entente/bench/workload"
)

// oneHop compares what this is all about with everything else.
func oneHop(ctx context.Context, g *ground) (report.Experiment, error) {
	sides, err := g.overHTTP(ctx)
	if err != nil {
		return report.Experiment{}, err
	}
	bare, err := g.inProgram(ctx)
	if err != nil {
		return report.Experiment{}, err
	}
	sides = append(sides, bare...)
	rounds := g.rounds + 2 // this is what the README shows
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides, Rounds: rounds})
	if err != nil {
		return report.Experiment{}, err
	}
	ratio := func(of, side, other string, target *report.Target) report.Ratio {
		return report.Compare(outcomes, of, side, other, target)
	}
	return report.Experiment{
		Title: "The ties of an actor on a day, with whom: one hop",
		About: g.about("one-hop") + " Beside it the same question to a server of the library that users of " +
			"Neo4j would take, on the same database; to Neo4j by its driver, as Entente's store asks " +
			"and as one would write it for this question alone; and to SQLite by a prepared statement. The last " +
			"four have no HTTP and no GraphQL, and run in the program that asks.",
		Setting: g.setting(clients, rounds), Sides: report.SidesOf(outcomes), Plot: "rate",
		Ratios: []report.Ratio{
			ratio("throughput", onNeo4j, apolloAs, report.AtLeast(5)),
			ratio("p95", onNeo4j, apolloAs, report.AtMost(0.25)),
			ratio("throughput", onNeo4j, apolloAll, nil),
			ratio("throughput", onNeo4j, rawNeo4j, report.AtLeast(0.7)),
			ratio("throughput", onNeo4j, inside, nil),
			ratio("throughput", onSQLite, apolloAs, report.AtLeast(15)),
			ratio("throughput", onSQLite, rawSQLite, nil),
		},
	}, nil
}

// warmLong is how long it takes until Node, or the Java of Neo4j, has compiled what it does
// all the time: some 5,000 requests of one, some 20,000 of the other.
const warmLong = 10 * time.Second

// overHTTP are the servers that can answer the question.
func (g *ground) overHTTP(ctx context.Context) ([]compare.Side, error) {
	s, message, err := g.asking(ctx, "one-hop")
	if err != nil {
		return nil, err
	}
	sides := s.sides(message)
	for i := range sides {
		sides[i].Warm = warmLong
	}
	ids := ordinary(g.graphs[g.size])
	for _, peer := range []struct {
		name      string
		processes int
	}{{apolloAs, 1}, {apolloAll, 0}} {
		apollo, err := g.apolloOn(ctx, s.neo4j, peer.processes)
		if err != nil {
			return nil, err
		}
		sides = append(sides, compare.Side{
			Name: peer.name, Open: apollo.OneHop(pick(ids), graph.Date),
			Processes: s.neo4j.both(apollo.PIDs...), Warm: warmLong,
		})
	}
	return sides, nil
}

// inProgram are the ways to have the question answered without a server.
func (g *ground) inProgram(ctx context.Context) ([]compare.Side, error) {
	d, err := g.neo4j(ctx, g.size)
	if err != nil {
		return nil, err
	}
	store, err := g.storeOn(ctx, d)
	if err != nil {
		return nil, err
	}
	raw, err := g.rawNeo4j(ctx, d)
	if err != nil {
		return nil, err
	}
	file, err := g.rawSQLite(ctx, g.size)
	if err != nil {
		return nil, err
	}
	next, neo4j := pick(ordinary(g.graphs[g.size])), []compare.Process{d.process()}
	return []compare.Side{
		{
			Name: inside, Open: store.OneHop(next, graph.Date, workload.Page), Processes: neo4j,
			Warm: warmLong,
		},
		{Name: rawNeo4j, Open: raw.OneHop(next, graph.Date), Processes: neo4j, Warm: warmLong},
		{Name: nothing, Open: raw.Nothing(), Processes: neo4j, Warm: warmLong / 2},
		{Name: rawSQLite, Open: file.OneHop(next, graph.Date)},
	}, nil
}

// pick goes through ids as [asks] does.
func pick(ids []string) func(i int) string {
	return func(i int) string { return ids[spread(i, len(ids))] }
}

// oneHopAtRate finds how long users wait if they come at a rate that all can serve.
func oneHopAtRate(ctx context.Context, g *ground) (report.Experiment, error) {
	const rate = 200
	sides, err := g.overHTTP(ctx)
	if err != nil {
		return report.Experiment{}, err
	}
	for i := range sides {
		sides[i].Warm = 0 // it was just asked as fast as it could be
	}
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides, Rate: rate, Clients: 64})
	return report.Experiment{
		Title: "The same, asked 200 times a second whoever waits",
		About: "An open loop: requests are due at a fixed rate, and time counts from when one was due.",
		Setting: fmt.Sprintf("open loop, %d requests a second, at most 64 at once, %d rounds of %s a side",
			rate, g.rounds, g.turn),
		Sides: report.SidesOf(outcomes), Plot: "latency",
	}, err
}
