package report

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// A Report is all that one run of the benchmarks found.
type Report struct {
	// Profile is "quick" or "full".
	Profile string `json:"profile"`
	// Machine and the versions of what was measured, by name.
	Machine  []Fact `json:"machine"`
	Versions []Fact `json:"versions"`
	// Minutes is how long the run took, the making and loading of graphs included.
	Minutes     float64      `json:"minutes"`
	Experiments []Experiment `json:"experiments"`
}

// A Fact is something to know about a run.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// An Experiment answers one question by measuring several sides.
type Experiment struct {
	// Name is a word, such as one-hop; Title says in one line what is measured.
	Name  string `json:"name"`
	Title string `json:"title"`
	// About says what is asked of whom, for readers who want to judge it.
	About string `json:"about"`
	// Setting says how it was run: clients, rounds, seconds.
	Setting string `json:"setting"`
	Sides   []Side `json:"sides"`
	// Ratios are what counts.
	Ratios []Ratio `json:"ratios,omitempty"`
	// Goals are figures with a target of their own.
	Goals []Goal `json:"goals,omitempty"`
	// Facts are findings that are no times.
	Facts []Fact `json:"facts,omitempty"`
	// Plot is what a picture shows of it: "rate", "latency", "size" or "" for none.
	Plot string `json:"plot,omitempty"`
}

// A Side is what one side did, in its median round. Times are in microseconds.
type Side struct {
	Name string `json:"name"`
	// Rates are the operations a second of each round.
	Rates []float64 `json:"rates"`
	Rate  float64   `json:"rate"`
	P50   float64   `json:"p50"`
	P95   float64   `json:"p95"`
	P99   float64   `json:"p99"`
	// CPU is the time of processors an operation takes, by who works: client, server,
	// database.
	CPU map[string]float64 `json:"cpu,omitempty"`
	// Memory is what is resident at the end, in MB, by who holds it.
	Memory map[string]float64 `json:"memory,omitempty"`
}

// A Ratio is one side's figure in proportion to another's, within rounds.
type Ratio struct {
	// Of is the figure: "throughput", "p50", "p95" …; Side is compared to Other.
	Of    string `json:"of"`
	Side  string `json:"side"`
	Other string `json:"other"`
	// Median, Least and Most are over the rounds.
	Median float64 `json:"median"`
	Least  float64 `json:"least"`
	Most   float64 `json:"most"`
	// Target is what it should reach, or nil.
	Target *Target `json:"target,omitempty"`
}

// A Goal is a figure that should reach a target.
type Goal struct {
	What   string  `json:"what"`
	Value  float64 `json:"value"`
	Target *Target `json:"target"`
}

// A Target is what a figure should reach.
type Target struct {
	// AtLeast is whether the figure is good when it is as large as Value, rather than as
	// small.
	AtLeast bool    `json:"atLeast"`
	Value   float64 `json:"value"`
}

// Met reports whether a figure reaches the target.
func (t Target) Met(figure float64) bool {
	if t.AtLeast {
		return figure >= t.Value
	}
	return figure <= t.Value
}

// String writes the target as ≥ 5 or ≤ 2.
func (t Target) String() string {
	sign := "≤"
	if t.AtLeast {
		sign = "≥"
	}
	return fmt.Sprintf("%s %s", sign, Number(t.Value))
}

// Experiment returns the one of a name.
func (r *Report) Experiment(name string) (Experiment, bool) {
	for _, e := range r.Experiments {
		if e.Name == name {
			return e, true
		}
	}
	return Experiment{}, false
}

// Read reads a report from a file.
func Read(path string) (*Report, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := new(Report)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// Write writes the report to a file, in a folder that it makes if it is not there.
func (r *Report) Write(path string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
