package report

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed page.md.tmpl
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"number": Number, "duration": duration, "times": times, "roles": Roles, "goals": goals,
	"met": met, "cpu": cpu, "has": func(e Experiment) bool { return plotOf(e) != nil },
}).Parse(pageText))

// cpu is the processor time that an operation of a side takes of who works for it. A page
// that speaks of a side that was not measured is not written.
func cpu(r *Report, experiment, side, role string) (string, error) {
	e, _ := r.Experiment(experiment)
	for _, s := range e.Sides {
		if s.Name == side {
			return duration(s.CPU[role]), nil
		}
	}
	return "", fmt.Errorf("the experiment %s has no side %q", experiment, side)
}

// Render writes performance.md and the plots into a folder, and the figures of the README
// between its two marks, all from the results.
func Render(r *Report, folder, readme string) error {
	var text strings.Builder
	if err := page.Execute(&text, r); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(folder, "performance"), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "performance.md"), []byte(text.String()), 0o644); err != nil {
		return err
	}
	for _, e := range r.Experiments {
		drawn := plotOf(e)
		if drawn == nil {
			continue
		}
		if err := os.WriteFile(filepath.Join(folder, "performance", e.Name+".svg"), drawn, 0o644); err != nil {
			return err
		}
	}
	old, err := os.ReadFile(readme)
	if err != nil {
		return err
	}
	changed, err := withFigures(string(old), r)
	if err != nil {
		return fmt.Errorf("%s: %w", readme, err)
	}
	return os.WriteFile(readme, []byte(changed), 0o644)
}

// A Finding is a ratio or goal as the page shows it.
type Finding struct {
	What, Figure, Range string
	Target              *Target
	value               float64
}

// goals are the findings of all experiments that have a target.
func goals(r *Report) []Finding {
	var all []Finding
	for _, e := range r.Experiments {
		all = append(all, slices.DeleteFunc(e.Findings(), func(f Finding) bool { return f.Target == nil })...)
	}
	return all
}

// Findings are the ratios and goals of the experiment.
func (e Experiment) Findings() []Finding {
	var all []Finding
	for _, r := range e.Ratios {
		all = append(all, Finding{
			What:   fmt.Sprintf("%s of %s to %s", r.Of, r.Side, r.Other),
			Figure: times(r.Median), Range: fmt.Sprintf("%s to %s", Number(r.Least), Number(r.Most)),
			Target: r.Target, value: r.Median,
		})
	}
	for _, g := range e.Goals {
		all = append(all, Finding{What: g.What, Figure: Number(g.Value), Target: g.Target, value: g.Value})
	}
	return all
}

// met says whether a finding reaches its target.
func met(f Finding) string { return f.verdict() }

func (f Finding) verdict() string {
	switch {
	case f.Target == nil:
		return ""
	case f.Target.Met(f.value):
		return "met"
	default:
		return "missed"
	}
}

// Ours reports whether the side is Entente.
func (s Side) Ours() bool { return strings.HasPrefix(s.Name, "Entente") }
