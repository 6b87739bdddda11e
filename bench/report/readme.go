package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The marks in the README between which its figures stand.
const (
	beginMark = "<!-- from here to the next mark, `make bench` writes -->"
	endMark   = "<!-- to here -->"
)

// withFigures returns a README with the figures of a report between its marks.
func withFigures(readme string, r *Report) (string, error) {
	before, rest, found := strings.Cut(readme, beginMark)
	_, after, ended := strings.Cut(rest, endMark)
	if !found || !ended {
		return "", errors.New("the two marks between which figures stand are missing")
	}
	return before + beginMark + "\n" + figuresOf(r) + endMark + after, nil
}

// explaining are the sides that explain the others, on the page, and that nobody would use.
var explaining = []string{"Entente's store on Neo4j, no GraphQL", "Go driver of Neo4j, RETURN 1"}

// figuresOf is the table of the README: the question that Entente is for, of all sides.
func figuresOf(r *Report) string {
	var text strings.Builder
	e, ok := r.Experiment("one-hop")
	if !ok {
		return ""
	}
	text.WriteString("| who was an actor tied to on a day? | answers a second | p95 |\n|---|---:|---:|\n")
	for _, s := range e.Sides {
		if slices.Contains(explaining, s.Name) {
			continue
		}
		fmt.Fprintf(&text, "| %s | %s | %s |\n", s.Name, Number(s.Rate), duration(s.P95))
	}
	return text.String()
}
