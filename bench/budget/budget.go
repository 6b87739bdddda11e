// Package budget guards what requests cost: the store calls, the pages or db hits in the
// database, and the memory that each workload of bench/workload takes, and the bytes that
// a relationship takes in a file. None of these depends on how fast a machine is, so that
// a test can compare them with budgets that are committed, in budgets.txt, and fail when
// one grows. How long a request takes is measured by benchmarks, and by nothing here.
package budget

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Figure says what something costs.
type Figure struct {
	// Subject is the workload, such as one-hop, or the graph.
	Subject string
	// Name says what is counted, such as store-calls. Figures of one statement have its
	// name behind a slash: db-hits/find_of.
	Name string
	// Value is how many, or how many bytes.
	Value int64
}

// String returns the figure as it stands in the file.
func (f Figure) String() string { return fmt.Sprintf("%-15s %-27s %9d", f.Subject, f.Name, f.Value) }

// Kind is Name without what is behind the slash.
func (f Figure) Kind() string {
	kind, _, _ := strings.Cut(f.Name, "/")
	return kind
}

// Budgets are figures that must not grow, in the order of the file: by subject as they
// were first written, then as they were measured.
type Budgets []Figure

// Read reads budgets: a figure a line, beside empty lines and those that begin with #.
func Read(r io.Reader) (Budgets, error) {
	var all Budgets
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		var f Figure
		var rest string
		if got, _ := fmt.Sscan(line, &f.Subject, &f.Name, &f.Value, &rest); got != 3 {
			return nil, fmt.Errorf("line %d: got %q, want a subject, what is counted and a number", n, line)
		}
		all = append(all, f)
	}
	return all, lines.Err()
}

// Write writes budgets as [Read] reads them, below a text of which each line is made a
// remark.
func (b Budgets) Write(w io.Writer, head string) error {
	var text strings.Builder
	for line := range strings.Lines(head) {
		text.WriteString("# " + line)
	}
	last := ""
	for _, f := range b {
		if f.Subject != last {
			text.WriteByte('\n')
			last = f.Subject
		}
		text.WriteString(f.String() + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// Replace returns budgets with the figures of some kinds replaced by what was measured.
func (b Budgets) Replace(measured []Figure, kinds []string) Budgets {
	kept := slices.DeleteFunc(slices.Clone(b), func(f Figure) bool {
		return slices.Contains(kinds, f.Kind())
	})
	subjects := map[string]int{}
	for _, f := range slices.Concat(b, measured) {
		if _, known := subjects[f.Subject]; !known {
			subjects[f.Subject] = len(subjects)
		}
	}
	kept = append(kept, measured...)
	slices.SortStableFunc(kept, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(subjects[x.Subject], subjects[y.Subject]), cmp.Compare(place(x), place(y)))
	})
	return kept
}

// order is that of the kinds of figures of one subject.
var order = []string{
	StoreCalls, Pages, DBHits, Allocations, AllocatedBytes, ResponseBytes, BytesPerRelationship,
}

func place(f Figure) int { return slices.Index(order, f.Kind()) }
