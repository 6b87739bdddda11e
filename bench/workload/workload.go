// Package workload holds the requests by which Entente's speed is measured: one GraphQL
// document each, and the variables that go with it. Who measures time and who counts
// what a request costs ask the same, so that both speak of one thing.
package workload

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed documents/*.graphql
var documents embed.FS

// A Subject is what requests ask about. Ids are those of a graph that is loaded already;
// what a workload does not use may be empty.
type Subject struct {
	// Actor is an ordinary actor, and Other another, to which a path is looked for.
	Actor, Other string
	// Hub is the actor with the most relationships.
	Hub string
	// Relationship is one that is claimed about, or that is to end.
	Relationship string
	// Source is that of the claim with which a relationship ends.
	Source string
	// Type is one of relationships, such as sanction.
	Type string
	// Text is the beginning of names.
	Text string
	// Date is the day or moment asked about, and that on which a relationship ends, in EDTF.
	Date string
	// Within is the time of a timeline, as an EDTF interval of at most 1,000 years.
	Within string
}

// A Workload is one request of which many are made.
type Workload struct {
	// Name is that of the file of its document, such as one-hop.
	Name string
	// Document is the text of the query or mutation.
	Document string
	// Writes says that it is a mutation, which changes what it asks about.
	Writes    bool
	variables func(s Subject) map[string]any
}

// Page is how many relationships are asked for of one entity.
const Page = 20

// all are the workloads but for their documents, simple ones first.
var all = []Workload{
	{Name: "actor", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Actor}
	}},
	{Name: "one-hop", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Actor, "asOf": on(s.Date), "first": Page}
	}},
	{Name: "hub-page", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Hub, "first": Page}
	}},
	{Name: "two-hops", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Actor, "asOf": on(s.Date), "first": Page}
	}},
	{Name: "neighborhood", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Actor, "asOf": on(s.Date), "limit": 200}
	}},
	{Name: "filtered-list", variables: func(s Subject) map[string]any {
		return map[string]any{"type": s.Type, "asOf": on(s.Date), "first": Page}
	}},
	{Name: "search", variables: func(s Subject) map[string]any {
		return map[string]any{"text": s.Text, "first": Page}
	}},
	{Name: "path", variables: func(s Subject) map[string]any {
		return map[string]any{"from": s.Actor, "to": s.Other, "asOf": on(s.Date)}
	}},
	{Name: "timeline", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Actor, "within": s.Within}
	}},
	{Name: "claims", variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Relationship}
	}},
	{Name: "expire", Writes: true, variables: func(s Subject) map[string]any {
		return map[string]any{"id": s.Relationship, "end": s.Date, "source": s.Source}
	}},
}

// on reads the graph as of a date.
func on(date string) map[string]any { return map[string]any{"valid": date} }

// All returns every workload, simple ones first and those that write last.
func All() []Workload {
	list := slices.Clone(all)
	for i := range list {
		text, err := documents.ReadFile("documents/" + list[i].Name + ".graphql")
		if err != nil {
			panic(err) // a workload of ours lacks its document, which a test finds
		}
		list[i].Document = string(text)
	}
	return list
}

// Named returns the workload of a name.
func Named(name string) (Workload, error) {
	list := All()
	for i := range list {
		if list[i].Name == name {
			return list[i], nil
		}
	}
	return Workload{}, fmt.Errorf("there is no workload %q", name)
}

// Variables returns those with which the document asks about the subject.
func (w Workload) Variables(s Subject) map[string]any { return w.variables(s) }

// Body returns the request about the subject as it is posted to /graphql.
func (w Workload) Body(s Subject) []byte {
	body, err := json.Marshal(map[string]any{"query": w.Document, "variables": w.Variables(s)})
	if err != nil {
		panic(err) // texts and numbers only
	}
	return body
}
