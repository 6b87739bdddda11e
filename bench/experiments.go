package main

import (
	"context"
	"fmt"
	"time"

	"entente/bench/compare"
	"entente/bench/report"
)

// An experiment answers one question.
type experiment struct {
	name string
	// full says that it takes long and is only part of a full run.
	full bool
	run  func(context.Context, *ground) (report.Experiment, error)
}

// experiments are all that there are, in the order in which they are run and shown.
var experiments = []experiment{
	{name: "one-hop", run: oneHop},
	{name: "one-hop-at-rate", run: oneHopAtRate},
	{name: "actor", run: actor},
	{name: "growth-sqlite", run: growth("SQLite", 1.5, (*ground).hopOnSQLite, small, mid, usual)},
	{name: "growth-neo4j", run: growth("Neo4j", 2, (*ground).hopOnNeo4j, small, usual)},
	{name: "hub", run: hub},
	{name: "path", run: path},
	{name: "two-hops", run: both("two-hops", clients, "The ties of an actor on a day, and those of whom it was tied to")},
	{name: "neighborhood", run: both("neighborhood", clients, "A picture of what lay two steps around an actor on a day")},
	{name: "filtered-list", run: both("filtered-list", 1, "Ties of one type on a day: a page, and how many there are")},
	{name: "search", run: both("search", clients, "Actors by the beginning of a name")},
	{name: "timeline", run: both("timeline", clients, "How many ties an actor had in each year, and when they changed")},
	{name: "claims", run: both("claims", clients, "Who claims what of a tie, and what is in dispute")},
	{name: "documents", run: documents},
	{name: "expire", run: expire},
	{name: "mix", run: mix},
	{name: "listeners", run: listeners},
	{name: "servers", run: servers},
	{name: "start", run: start},
	{name: "growth-full-sqlite", full: true, run: growth("SQLite", 1.5, (*ground).hopOnSQLite, small, usual, large)},
	{name: "growth-full-neo4j", full: true, run: growth("Neo4j", 2, (*ground).hopOnNeo4j, small, usual, large)},
}

// clients is how many ask at once, where an experiment does not say otherwise.
const clients = 8

// compare has sides take turns.
func (g *ground) compare(ctx context.Context, c compare.Comparison) ([]compare.Outcome, error) {
	if c.Clients == 0 {
		c.Clients = clients
	}
	if c.Rounds == 0 {
		c.Rounds = g.rounds
	}
	if c.Turn == 0 {
		c.Turn = g.turn
	}
	if c.Warm == 0 {
		c.Warm = g.turn
	}
	return compare.Run(ctx, c)
}

// setting says how sides were compared, as compare does where nothing else is said.
func (g *ground) setting(clients, rounds int) string {
	who := fmt.Sprintf("%d clients", clients)
	if clients == 1 {
		who = "one client"
	}
	return fmt.Sprintf("%s, closed loop, %d rounds of %s a side", who, rounds,
		g.turn.Round(time.Millisecond))
}
