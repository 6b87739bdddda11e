package main

import (
	"bytes"
	"fmt"

	"entente/bench/graph"
	"entente/bench/load"
	"entente/bench/side"
	"entente/bench/workload"
)

// asks returns messages that ask a workload about each of some subjects, all over them.
func asks(name string, subjects []workload.Subject) (func(i int) load.Message, error) {
	w, err := workload.Named(name)
	if err != nil {
		return nil, err
	}
	bodies := make([][]byte, len(subjects))
	for i, s := range subjects {
		bodies[i] = w.Body(s)
	}
	return func(i int) load.Message { return post(bodies[spread(i, len(bodies))]) }, nil
}

// spread goes through n places in leaps, so that neighbours in time are none in place.
func spread(i, n int) int { return i * 7919 % n }

// post is a message that asks Entente, whose answer has to be data and no error.
func post(body []byte) load.Message {
	return load.Message{Path: "/graphql", Body: body, Check: isData}
}

// writes is a message that asks as an editor.
func writes(body []byte) load.Message {
	m := post(body)
	m.Header = []string{"Authorization: Bearer " + side.Token}
	return m
}

// isData tells an answer from an error: errors come first in a response.
func isData(body []byte) error {
	if !bytes.HasPrefix(body, []byte(`{"data":{`)) {
		return fmt.Errorf("got %s, want data", body[:min(len(body), 500)])
	}
	return nil
}

// subjects are what is asked about around actors, as of the date of the benchmarks.
func subjects(g *graph.Graph, actors []string) []workload.Subject {
	hub := g.Busiest(1)[0]
	disputed := g.Disputed(len(actors))
	list := make([]workload.Subject, len(actors))
	for i, id := range actors {
		list[i] = workload.Subject{
			Actor: id, Other: actors[(i+len(actors)/2)%len(actors)], Hub: hub,
			Relationship: disputed[i%len(disputed)], Source: graph.Source,
			Type: graph.Types[i%len(graph.Types)], Text: g.Name(id, 5),
			Date: graph.Date, Within: graph.Within,
		}
	}
	return list
}

// ordinary are the actors that most experiments ask about: of 15 to 25 ties, of which a
// quarter is in force on the date.
func ordinary(g *graph.Graph) []string { return g.Like(15, 25, 2000) }
