package report

import (
	"fmt"
	"strings"
)

// Text is what was found, for the person who waited at a terminal.
func (r *Report) Text() string {
	var text strings.Builder
	for _, e := range r.Experiments {
		fmt.Fprintf(&text, "\n%s\n  %s\n", e.Title, e.Setting)
		for _, s := range e.Sides {
			fmt.Fprintf(&text, "  %-40s %9s/s  p50 %-8s p95 %-8s p99 %-8s", s.Name, Number(s.Rate),
				duration(s.P50), duration(s.P95), duration(s.P99))
			for _, role := range Roles(e.Sides) {
				fmt.Fprintf(&text, "  %s %s", role, duration(s.CPU[role]))
				if megabytes, known := s.Memory[role]; known {
					fmt.Fprintf(&text, ", %s MB", Number(megabytes))
				}
			}
			text.WriteString("\n")
		}
		for _, f := range e.Findings() {
			fmt.Fprintf(&text, "  %s: %s %s %s\n", f.What, f.Figure, f.Range, f.verdict())
		}
		for _, f := range e.Facts {
			fmt.Fprintf(&text, "  %s: %s\n", f.Name, f.Value)
		}
	}
	fmt.Fprintf(&text, "\n%.1f minutes\n", r.Minutes)
	return text.String()
}
