package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"entente/bench/report"
	"entente/bench/side"
	"entente/bench/usage"
)

// start measures how long a server takes until it is ready, with a graph that is loaded.
func start(ctx context.Context, g *ground) (report.Experiment, error) {
	const often = 5
	if _, err := g.sqlite(ctx, g.size); err != nil {
		return report.Experiment{}, err
	}
	// A file belongs to one server, so it is stopped for that; later experiments start it
	// again.
	if err := g.files[g.size].Stop(); err != nil {
		return report.Experiment{}, err
	}
	delete(g.files, g.size)
	path := filepath.Join(g.graphs[g.size].Folder, databaseFile)
	var took []time.Duration
	var fresh int64
	for range often {
		e, err := side.StartEntente(ctx, g.program, "file:"+path)
		if err != nil {
			return report.Experiment{}, err
		}
		took = append(took, e.Started)
		if used, err := usage.Of(e.PID()); err == nil {
			fresh = used.Resident
		}
		if err := e.Stop(); err != nil {
			return report.Experiment{}, err
		}
	}
	slices.Sort(took)
	return report.Experiment{
		Title:   "From the start of the program until it is ready, on SQLite with " + ties(g.size),
		About:   "`entente serve` on the file of the other experiments, until it says that it is ready.",
		Setting: fmt.Sprintf("%d starts", often),
		Goals: []report.Goal{{
			What: "seconds until ready, median", Value: report.Millis(took[often/2]) / 1e3,
			Target: report.AtMost(3),
		}},
		Facts: []report.Fact{
			{Name: "ready after", Value: fmt.Sprintf("%s to %s", report.Duration(took[0]),
				report.Duration(took[often-1]))},
			{Name: "memory then", Value: report.Megabytes(fresh)},
		},
	}, nil
}

// resident writes the memory that a process has.
func resident(pid int) string {
	used, err := usage.Of(pid)
	if err != nil {
		return "not known"
	}
	return report.Megabytes(used.Resident)
}
