package main

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"entente/bench/compare"
	"entente/bench/graph"
	"entente/bench/load"
	"entente/bench/report"
	"entente/bench/usage"
	"entente/bench/workload"
)

// expiries returns messages that end one tie after another, each with a claim, and the ids
// of these. No tie is ended twice, by whatever experiment of a run.
func (g *ground) expiries(made *graph.Graph) (func() (load.Message, string), error) {
	w, err := workload.Named("expire")
	if err != nil {
		return nil, err
	}
	open := made.Open()
	return func() (load.Message, string) {
		tie := open[int(g.ended.Add(1))%len(open)]
		return writes(w.Body(workload.Subject{
			Relationship: tie, Source: graph.Source, Date: "2026-11-01",
		})), tie
	}, nil
}

// expire measures writes alone.
func expire(ctx context.Context, g *ground) (report.Experiment, error) {
	s, err := g.stores(ctx, g.size)
	if err != nil {
		return report.Experiment{}, err
	}
	next, err := g.expiries(g.graphs[g.size])
	if err != nil {
		return report.Experiment{}, err
	}
	sides := s.sides(func(int) load.Message {
		m, _ := next()
		return m
	})
	more := sides[0]
	more.Name, more.Clients = onSQLite+", 32 clients", 32
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: append(sides, more)})
	if err != nil {
		return report.Experiment{}, err
	}
	found := report.Experiment{
		Title:   "A tie ends, as a source says: one mutation of two records, on disk before it is answered",
		About:   "[expire.graphql](../bench/workload/documents/expire.graphql), each of another tie.",
		Setting: g.setting(clients, g.rounds), Sides: report.SidesOf(outcomes),
	}
	for _, side := range []int{0, 2} {
		found.Goals = append(found.Goals, report.Goal{
			What: "writes a second, " + found.Sides[side].Name, Value: found.Sides[side].Rate,
			Target: report.AtLeast(1000),
		})
	}
	return found, nil
}

// A share tells the times of one kind of request in a mix.
type share struct {
	mu    sync.Mutex
	waits []time.Duration
}

func (s *share) add(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waits = append(s.waits, d)
}

// timed is a client that notes how long every tenth operation took, which writes, and how
// long the others did.
type timed struct {
	load.Client
	reads, writes *share
}

// Do does an operation.
func (c timed) Do(ctx context.Context, i int) error {
	begin := time.Now()
	err := c.Client.Do(ctx, i)
	if isWrite(i) {
		c.writes.add(time.Since(begin))
	} else {
		c.reads.add(time.Since(begin))
	}
	return err
}

func isWrite(i int) bool { return i%10 == 9 }

// mix measures nine reads for each write.
func mix(ctx context.Context, g *ground) (report.Experiment, error) {
	s, reads, err := g.asking(ctx, "one-hop")
	if err != nil {
		return report.Experiment{}, err
	}
	next, err := g.expiries(g.graphs[g.size])
	if err != nil {
		return report.Experiment{}, err
	}
	sides := s.sides(func(i int) load.Message {
		if isWrite(i) {
			m, _ := next()
			return m
		}
		return reads(i)
	})
	kinds := make(map[string]*share)
	for i := range sides {
		side := &sides[i]
		open, read, write := side.Open, new(share), new(share)
		kinds[side.Name+": reads"], kinds[side.Name+": writes"] = read, write
		side.Open = func() (load.Client, error) {
			client, err := open()
			return timed{client, read, write}, err
		}
	}
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides})
	if err != nil {
		return report.Experiment{}, err
	}
	found := report.Experiment{
		Title: "Nine reads of one hop for each write",
		About: "The documents are [one-hop.graphql](../bench/workload/documents/one-hop.graphql) and " +
			"[expire.graphql](../bench/workload/documents/expire.graphql).",
		Setting: g.setting(clients, g.rounds), Sides: report.SidesOf(outcomes),
	}
	if used, err := usage.Of(s.sqlite.PID()); err == nil {
		found.Goals = append(found.Goals, report.Goal{
			What:  "memory of the server on SQLite, the most that it had in all of these, MB",
			Value: math.Round(float64(used.Peak) / 1e6), Target: report.AtMost(400),
		})
	}
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		waits := kinds[name].waits
		slices.Sort(waits)
		sample := load.Sample{Waits: waits}
		found.Facts = append(found.Facts, report.Fact{Name: name, Value: fmt.Sprintf(
			"p50 %s, p95 %s, p99 %s", report.Duration(sample.Quantile(0.5)),
			report.Duration(sample.Quantile(0.95)), report.Duration(sample.Quantile(0.99)))})
		if name == onSQLite+": writes" {
			found.Goals = append(found.Goals, report.Goal{
				What:  "p99 of writes in the mix on SQLite, ms",
				Value: report.Millis(sample.Quantile(0.99)), Target: report.AtMost(20),
			})
		}
	}
	return found, nil
}
