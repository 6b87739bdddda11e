package budget

import (
	"bytes"
	"flag"
	"os"
	"runtime"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "accept what is measured as the budgets from now on")

// file holds the budgets.
const file = "budgets.txt"

// head is what the file says of itself; its last line is about who wrote it.
const head = `What requests cost. Each line says of a workload (a document in bench/workload), or of the
graph, what is counted and how much of it there may be; compare.go says what the names mean
and which have how much slack. make bench-smoke compares. A figure that grew is made
smaller again or, if it is worth its price, accepted:
    make bench-smoke TESTFLAGS=-update
and the message of the commit says why.
Written by `

// writer is what allocations depend on beside the code.
func writer() string { return runtime.Version() + " on " + runtime.GOARCH }

// hold compares figures with the budgets of these kinds, or makes them the budgets.
func hold(t *testing.T, figures []Figure, kinds []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	budgets, err := Read(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if *update {
		var out bytes.Buffer
		if err := budgets.Replace(figures, kinds).Write(&out, head+writer()+"\n"); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	lines := budgets.Compare(figures, kinds)
	for _, line := range lines {
		t.Error(line)
	}
	if lines == nil {
		return
	}
	t.Logf("Undo it; or accept it by make bench-smoke TESTFLAGS=-update, and say why in the commit of %s. "+
		"TESTFLAGS=-v shows what was counted.", file)
	if !strings.Contains(string(text), writer()) {
		t.Logf("The budgets were written by another Go, and this is %s: update them before the change.", writer())
	}
}

// detail logs what helps to find out why a figure is what it is, where that is asked for.
func detail(t *testing.T, format string, args ...any) {
	t.Helper()
	if testing.Verbose() {
		t.Logf(format, args...)
	}
}
