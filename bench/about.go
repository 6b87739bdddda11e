package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"entente/bench/report"
)

// machine tells what all this ran on.
func machine() []report.Fact {
	facts := []report.Fact{
		{Name: "system", Value: runtime.GOOS + "/" + runtime.GOARCH},
		{Name: "cores", Value: strconv.Itoa(runtime.NumCPU())},
	}
	if model := field("/proc/cpuinfo", "model name"); model != "" {
		facts = append(facts, report.Fact{Name: "processor", Value: model})
	}
	var kilobytes int64
	if _, err := fmt.Sscan(field("/proc/meminfo", "MemTotal"), &kilobytes); err == nil {
		facts = append(facts, report.Fact{
			Name: "memory", Value: fmt.Sprintf("%d GB", (kilobytes<<10)/1e9),
		})
	}
	return facts
}

// field returns what a file of lines "name: value" says, or nothing.
func field(path, name string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// versions tells what was measured.
func (g *ground) versions(ctx context.Context) []report.Fact {
	facts := []report.Fact{
		{Name: "Entente", Value: firstLine(ctx, "git", "describe", "--tags", "--always", "--dirty")},
		{Name: "Go", Value: runtime.Version()},
		{Name: "Node", Value: firstLine(ctx, "node", "--version")},
		{Name: "Java", Value: javaVersion(ctx)},
	}
	return slices.DeleteFunc(facts, func(f report.Fact) bool { return f.Value == "" })
}

// firstLine returns the first line that a command prints, or nothing.
func firstLine(ctx context.Context, name string, args ...string) string {
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line)
}

func javaVersion(ctx context.Context) string {
	line := firstLine(ctx, "java", "-version") // openjdk version "17.0.12" 2024-07-16
	if parts := strings.Split(line, `"`); len(parts) == 3 {
		return parts[1]
	}
	return line
}

// loading tells how long it took to load the graphs.
func (g *ground) loading() report.Experiment {
	found := report.Experiment{
		Name: "load", Title: "Loading a graph with `entente import`",
		About:   "Native JSON lines, from an empty store until every index is there.",
		Setting: "once each, as the run begins",
	}
	// A server that is started again finds its graph loaded, so some are named twice.
	slices.SortFunc(g.loads, func(a, b loaded) int {
		return cmp.Or(strings.Compare(a.Store, b.Store), a.Size-b.Size)
	})
	for _, l := range slices.Compact(g.loads) {
		value := fmt.Sprintf("%s, %s records a second", report.Duration(l.Took),
			report.Number(float64(l.Records)/l.Took.Seconds()))
		if l.Bytes > 0 {
			value += fmt.Sprintf(", %s on disk, %s bytes a relationship", report.Megabytes(l.Bytes),
				report.Number(float64(l.Bytes)/float64(l.Size)))
		}
		found.Facts = append(found.Facts, report.Fact{
			Name: fmt.Sprintf("%s, %s records", l.Store, report.Number(float64(l.Records))), Value: value,
		})
	}
	return found
}
