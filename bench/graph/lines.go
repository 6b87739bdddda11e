package graph

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// Lines returns the path of the graph in Entente's native JSON lines, which it writes first
// if they are not there.
func (g *Graph) Lines() (string, error) {
	path := filepath.Join(g.Folder, "graph.jsonl")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	part := path + ".part"
	file, err := os.Create(part)
	if err != nil {
		return "", err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	err = g.writeLines(out)
	if err == nil {
		err = out.Flush()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return "", err
	}
	return path, os.Rename(part, path)
}

// A line is a record as the native format has it.
type line map[string]any

// disputedOf is how often a tie has two claims of its end that differ: once in so many.
const disputedOf = 100

// writeLines writes what others refer to before them.
func (g *Graph) writeLines(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, l := range vocabulary() {
		if err := encoder.Encode(l); err != nil {
			return err
		}
	}
	for actor, err := range g.Actors() {
		if err != nil {
			return err
		}
		if err := encoder.Encode(actor.line()); err != nil {
			return err
		}
	}
	for tie, err := range g.Ties() {
		if err != nil {
			return err
		}
		if err := encoder.Encode(tie.line()); err != nil {
			return err
		}
	}
	return g.writeClaims(encoder)
}

// writeClaims has both ends of some ties claim when they ended, a year apart.
func (g *Graph) writeClaims(encoder *json.Encoder) error {
	n := 0
	for tie, err := range g.Ties() {
		if err != nil {
			return err
		}
		if n++; n%disputedOf != 0 {
			continue
		}
		for i, side := range []string{tie.From, tie.To} {
			claim := line{
				"record": "claim", "id": fmt.Sprintf("c-%s-%d", tie.ID, i+1), "about": tie.ID,
				"property": "end", "value": strconv.Itoa(2011 + 2*i), "assertedBy": side,
				"saidAt": fmt.Sprintf("%d-01-15", 2012+2*i), "source": Source,
				"quote": "It ended, as we said at the time.",
			}
			if err := encoder.Encode(claim); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a Actor) line() line {
	return line{
		"record": "entity", "id": a.ID, "class": "ACTOR", "kind": kindOf(a.Kind),
		"names": []line{{"text": a.Name, "kind": "OFFICIAL"}}, "sources": []string{Source},
	}
}

func (t Tie) line() line {
	end := t.End
	if t.Open {
		end = ".."
	}
	l := line{
		"record": "relationship", "id": t.ID, "type": t.Type, "from": t.From, "to": t.To,
		"sources": []string{Source},
	}
	if t.Start != "" || end != "" {
		l["validity"] = t.Start + "/" + end
	}
	return l
}

// Source is the source of all records.
const Source = "make-scale"

// The words of make_scale.py.
var (
	// Types are the types of relationships.
	Types = []string{
		"partnership", "membership", "command", "sanction", "hostility",
		"mediation", "funding", "appointment", "ceasefire", "custody",
	}
	kinds = []string{
		"state", "armed-group", "ministry", "company", "party", "agency",
		"international-body", "official", "commander", "envoy", "journalist",
	}
)

// vocabulary returns the source and the terms that all else refers to.
func vocabulary() []line {
	lines := []line{
		{"record": "source", "id": Source, "title": "make_scale.py"},
		{"record": "claimProperty", "id": "end", "label": "end", "value": "DATE"},
	}
	for _, kind := range kinds {
		lines = append(lines, line{
			"record": "kind", "id": kind, "label": kind, "classes": []string{"ACTOR"},
		})
	}
	for _, name := range Types {
		lines = append(lines, line{
			"record": "relationshipType", "id": name, "label": name, "sign": "NEUTRAL",
		})
	}
	return lines
}
