package main

import (
	"context"
	"fmt"

	"entente/bench/compare"
	"entente/bench/graph"
	"entente/bench/load"
	"entente/bench/report"
	"entente/bench/side"
	"entente/bench/workload"
)

// The names of sides in the report.
const (
	onSQLite  = "Entente on SQLite"
	onNeo4j   = "Entente on Neo4j"
	apolloAs  = "@neo4j/graphql + Apollo Server"
	apolloAll = "the same, a process a core"
	inside    = "Entente's store on Neo4j, no GraphQL"
	rawNeo4j  = "Go driver of Neo4j, no GraphQL"
	nothing   = "Go driver of Neo4j, RETURN 1"
	rawSQLite = "SQLite in the program, no GraphQL"
	plainHTTP = "net/http, the same bytes"
)

// stores are the two servers of one graph.
type stores struct {
	sqlite *side.Entente
	neo4j  *database
}

func (g *ground) stores(ctx context.Context, size int) (stores, error) {
	sqlite, err := g.sqlite(ctx, size)
	if err != nil {
		return stores{}, err
	}
	neo4j, err := g.neo4j(ctx, size)
	return stores{sqlite, neo4j}, err
}

// sides are Entente on both stores, asked the same.
func (s stores) sides(message func(int) load.Message) []compare.Side {
	return []compare.Side{
		{Name: onSQLite, Open: s.sqlite.Open(message), Processes: server(s.sqlite)},
		{
			Name: onNeo4j, Open: s.neo4j.entente.Open(message),
			Processes: s.neo4j.both(s.neo4j.entente.PID()),
		},
	}
}

// both returns an experiment in which so many clients ask a workload of Entente on both
// stores.
func both(
	name string, clients int, title string,
) func(context.Context, *ground) (report.Experiment, error) {
	return func(ctx context.Context, g *ground) (report.Experiment, error) {
		s, message, err := g.asking(ctx, name)
		if err != nil {
			return report.Experiment{}, err
		}
		outcomes, err := g.compare(ctx, compare.Comparison{Sides: s.sides(message), Clients: clients})
		return report.Experiment{
			Title: title, About: g.about(name), Setting: g.setting(clients, g.rounds),
			Sides: report.SidesOf(outcomes),
		}, err
	}
}

// asking returns the servers of the g.size graph and messages of a workload.
func (g *ground) asking(
	ctx context.Context, name string,
) (stores, func(int) load.Message, error) {
	s, err := g.stores(ctx, g.size)
	if err != nil {
		return stores{}, nil, err
	}
	made := g.graphs[g.size]
	message, err := asks(name, subjects(made, ordinary(made)))
	return s, message, err
}

// about names the document that is asked.
func (g *ground) about(name string) string {
	return fmt.Sprintf("[%s.graphql](../bench/workload/documents/%s.graphql), of up to 2,000 actors of "+
		"15 to 25 ties in turn, in a graph of %s.", name, name, ties(g.size))
}

// ties writes how many relationships there are.
func ties(size int) string { return report.Number(float64(size)) + " relationships" }

// actor compares the least that can be asked with a handler that does nothing.
func actor(ctx context.Context, g *ground) (report.Experiment, error) {
	s, message, err := g.asking(ctx, "actor")
	if err != nil {
		return report.Experiment{}, err
	}
	plain, err := g.plainLike(ctx, s.sqlite, message(0))
	if err != nil {
		return report.Experiment{}, err
	}
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: append(s.sides(message), compare.Side{
		Name: plainHTTP, Open: plain.Open(message), Processes: []compare.Process{{Role: "server", PID: plain.PID()}},
	})})
	if err != nil {
		return report.Experiment{}, err
	}
	return report.Experiment{
		Title: "An actor by its id",
		About: g.about("actor") + " Beside it a handler of Go's net/http that reads the request and writes the " +
			"same bytes.",
		Setting: g.setting(clients, g.rounds), Sides: report.SidesOf(outcomes),
		Ratios: []report.Ratio{
			report.Compare(outcomes, "throughput", onSQLite, plainHTTP, report.AtLeast(0.4)),
		},
	}, nil
}

// hub compares the busiest actor with one of a thousandth of its ties.
func hub(ctx context.Context, g *ground) (report.Experiment, error) {
	s, err := g.stores(ctx, g.size)
	if err != nil {
		return report.Experiment{}, err
	}
	made := g.graphs[g.size]
	sides, names := []compare.Side(nil), []string{"hub", "actor of 100"}
	for i, ids := range [][]string{made.Busiest(1), made.Like(90, 110, 500)} {
		list := make([]workload.Subject, len(ids))
		for j, id := range ids {
			list[j] = workload.Subject{Hub: id}
		}
		message, err := asks("hub-page", list)
		if err != nil {
			return report.Experiment{}, err
		}
		for _, side := range s.sides(message) {
			side.Name += ", " + names[i]
			sides = append(sides, side)
		}
	}
	outcomes, err := g.compare(ctx, compare.Comparison{Sides: sides})
	if err != nil {
		return report.Experiment{}, err
	}
	return report.Experiment{
		Title: "The first page of all that an actor was ever tied to, in order",
		About: fmt.Sprintf("[hub-page.graphql](../bench/workload/documents/hub-page.graphql): 20 of the %d ties "+
			"of the busiest actor, and 20 of those of actors with about 100.", made.Degree(made.Busiest(1)[0])),
		Setting: g.setting(clients, g.rounds), Sides: report.SidesOf(outcomes),
		Ratios: []report.Ratio{
			report.Compare(outcomes, "p50", sides[0].Name, sides[2].Name, report.AtMost(3)),
			report.Compare(outcomes, "p50", sides[1].Name, sides[3].Name, nil),
		},
	}, nil
}

// path compares with the search that Neo4j has of its own.
func path(ctx context.Context, g *ground) (report.Experiment, error) {
	const few = 2 // a search takes long, and its time is what counts
	s, message, err := g.asking(ctx, "path")
	if err != nil {
		return report.Experiment{}, err
	}
	raw, err := g.rawNeo4j(ctx, s.neo4j)
	if err != nil {
		return report.Experiment{}, err
	}
	ids := ordinary(g.graphs[g.size])
	pair := func(i int) (from, to string) {
		at := spread(i, len(ids))
		return ids[at], ids[(at+len(ids)/2)%len(ids)]
	}
	const shortest = "shortestPath of Neo4j by its Go driver"
	outcomes, err := g.compare(ctx, compare.Comparison{Clients: few, Sides: append(s.sides(message),
		compare.Side{
			Name: shortest, Open: raw.Path(pair, graph.Date), Processes: []compare.Process{s.neo4j.process()},
		},
	)})
	if err != nil {
		return report.Experiment{}, err
	}
	return report.Experiment{
		Title:   "How two actors were tied on a day, over at most four ties",
		About:   g.about("path") + " Neo4j's own search takes ties that may have been in force then, too.",
		Setting: g.setting(few, g.rounds), Sides: report.SidesOf(outcomes), Plot: "latency",
		Ratios: []report.Ratio{report.Compare(outcomes, "p50", onSQLite, shortest, report.AtMost(1))},
	}, nil
}
