package report

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

//go:embed page.md.tmpl
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"number": number, "duration": duration, "times": times, "roles": Roles, "goals": goals,
	"met": met, "has": func(e Experiment) bool { return plotOf(e) != nil },
}).Parse(pageText))

// Render writes performance.md and the plots into a folder, and the figures of the README
// between its two marks, all from the results.
func Render(r *Report, folder, readme string) error {
	var text strings.Builder
	if err := page.Execute(&text, r); err != nil {
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

// Print writes what was found for the person who waited.
func Print(out io.Writer, r *Report) {
	for _, e := range r.Experiments {
		fmt.Fprintf(out, "\n%s\n  %s\n", e.Title, e.Setting)
		for _, s := range e.Sides {
			fmt.Fprintf(out, "  %-40s %9s/s  p50 %-8s p95 %-8s p99 %-8s", s.Name, number(s.Rate),
				duration(s.P50), duration(s.P95), duration(s.P99))
			for _, role := range Roles(e.Sides) {
				fmt.Fprintf(out, "  %s %s", role, duration(s.CPU[role]))
			}
			for role, megabytes := range s.Memory {
				fmt.Fprintf(out, "  %s %s MB", role, number(megabytes))
			}
			fmt.Fprintln(out)
		}
		for _, g := range e.goals() {
			fmt.Fprintf(out, "  %s: %s (%s) %s\n", g.What, g.Figure, g.Range, g.verdict())
		}
		for _, f := range e.Facts {
			fmt.Fprintf(out, "  %s: %s\n", f.Name, f.Value)
		}
	}
	fmt.Fprintf(out, "\n%.1f minutes\n", r.Minutes)
}

// A finding is a ratio or goal as the page shows it.
type finding struct {
	What, Figure, Range string
	Target              *Target
	value               float64
}

// goals are the findings of all experiments that have a target.
func goals(r *Report) []finding {
	var all []finding
	for _, e := range r.Experiments {
		all = append(all, slices.DeleteFunc(e.goals(), func(f finding) bool { return f.Target == nil })...)
	}
	return all
}

// goals are the ratios and goals of the experiment.
func (e Experiment) goals() []finding {
	var all []finding
	for _, r := range e.Ratios {
		all = append(all, finding{
			What:   fmt.Sprintf("%s of %s to %s", r.Of, r.Side, r.Other),
			Figure: times(r.Median), Range: fmt.Sprintf("%s to %s", number(r.Least), number(r.Most)),
			Target: r.Target, value: r.Median,
		})
	}
	for _, g := range e.Goals {
		all = append(all, finding{What: g.What, Figure: number(g.Value), Target: g.Target, value: g.Value})
	}
	return all
}

// Findings are those of the experiment, with or without a target.
func (e Experiment) Findings() []finding { return e.goals() }

// met says whether a finding reaches its target.
func met(f finding) string { return f.verdict() }

func (f finding) verdict() string {
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
