package main

import (
	"context"
	"fmt"
	"time"

	"entente/bench/cluster"
	"entente/bench/compare"
	"entente/bench/graph"
	"entente/bench/load"
	"entente/bench/report"
	"entente/bench/side"
)

// How many writes of each kind several servers are tried with.
const (
	pairsWritten = 1000
	toldWrites   = 500
	subscribers  = 8
)

// servers has one, two and four servers work on one Neo4j, and counts what a client of
// several could miss.
func servers(ctx context.Context, g *ground) (report.Experiment, error) {
	d, err := g.neo4j(ctx, g.size)
	if err != nil {
		return report.Experiment{}, err
	}
	made := g.graphs[g.size]
	open := made.Open()[g.ended.Load():]
	work, err := cluster.NewWork(cluster.Graph{
		Actors: ordinary(made), Date: graph.Date, Ties: open, End: "2026-11-01", Source: graph.Source,
	})
	if err != nil {
		return report.Experiment{}, err
	}
	defer func() { g.ended.Add(int64(len(open) - work.Left())) }()
	const most = 4 * time.Second
	found := report.Experiment{
		Title: "One, two and four servers on one Neo4j, behind a balancer",
		About: "Eight readers of one hop and a writer that ends ties, through a TCP balancer in the program that " +
			"asks. Then writes, each read at once through other servers; and subscribers to `changes` " +
			"while four write, with one of the servers killed half-way where there are several.",
		Setting: fmt.Sprintf("9 clients, closed loop, %s; %d writes and reads; %d writes and %d subscribers",
			most, pairsWritten, toldWrites, subscribers),
	}
	for _, n := range []int{1, 2, 4} {
		if err := g.servers(ctx, d, work, n, most, &found); err != nil {
			return report.Experiment{}, fmt.Errorf("%d servers: %w", n, err)
		}
	}
	return found, nil
}

// servers tries n of them and adds what it finds.
func (g *ground) servers(
	ctx context.Context, d *database, work *cluster.Work, n int, most time.Duration, found *report.Experiment,
) (err error) {
	c, err := cluster.Start(ctx, n, func() (*side.Entente, error) {
		return side.StartEntente(ctx, g.program, d.URI, "NEO4J_PASSWORD="+d.Password)
	})
	if err != nil {
		return err
	}
	defer func() {
		if stopped := c.Stop(); err == nil {
			err = stopped
		}
	}()
	if err := c.Warm(ctx, work, 3); err != nil {
		return err
	}
	done, err := c.Mix(ctx, work, cluster.Mix{Readers: 8, Writers: 1, For: most, Database: d.PID()})
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%d servers", n)
	if n == 1 {
		name = "1 server"
	}
	found.Sides = append(found.Sides, report.SidesOf([]compare.Outcome{{
		Side: name, Turns: []compare.Turn{{
			Sample: load.Merge(done.Reads, done.Writes).During(most),
			CPU: map[string]time.Duration{
				"client": done.Client, "server": done.AllServers(), "database": done.Database,
			},
		}},
	}})...)
	reads, err := c.ReadYourWrites(ctx, work, 4, pairsWritten)
	if err != nil {
		return err
	}
	heard, err := c.Listen(ctx, work, cluster.Watch{
		Subscribers: subscribers, Writers: 4, Writes: toldWrites, Kill: n > 1,
	})
	if err != nil {
		return err
	}
	found.Facts = append(found.Facts, report.Fact{Name: name, Value: fmt.Sprintf(
		"%s cores of Entente for each busy core of Neo4j; of %d writes read at once, stale: %d with the writer's "+
			"token, %d with one handed on, %d without; of %d events %d lost, doubled or out of order, %d "+
			"subscribers having come back to another server, and %d writes lost or doubled",
		report.Number(done.ServersPerDatabase()), reads.Writes, reads.StaleOwn, reads.StaleHanded,
		reads.StaleBare, heard.Events, heard.Lost+heard.Doubled+heard.Disordered+heard.Unknown,
		heard.Reconnected, heard.WritesLost+heard.WritesDoubled)})
	return nil
}
