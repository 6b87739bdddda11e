package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/bench/compare"
	"entente/bench/load"
)

// turns are rounds of so many answers in a second.
func turns(counts ...int) []compare.Turn {
	list := make([]compare.Turn, len(counts))
	for i, n := range counts {
		waits := make([]time.Duration, n)
		for j := range waits {
			waits[j] = time.Millisecond * time.Duration(j+1)
		}
		list[i].Sample = load.Sample{Waits: waits, Took: time.Second}
		list[i].CPU = map[string]time.Duration{"server": time.Millisecond * time.Duration(n)}
	}
	return list
}

func TestARatioIsTakenWithinRounds(t *testing.T) {
	// The machine was three times slower in the second round, for both.
	outcomes := []compare.Outcome{
		{Side: "a", Turns: turns(90, 30, 100)}, {Side: "b", Turns: turns(30, 10, 25)},
	}
	got := Compare(outcomes, "throughput", "a", "b", AtLeast(3))
	if got.Median != 3 || got.Least != 3 || got.Most != 4 {
		t.Errorf("got %v (%v to %v), want 3 (3 to 4)", got.Median, got.Least, got.Most)
	}
	if !got.Target.Met(got.Median) || got.Target.Met(2.9) {
		t.Errorf("target %s: want it met at 3 and not at 2.9", got.Target)
	}
	if at := AtMost(2); !at.Met(2) || at.Met(2.1) {
		t.Errorf("target %s: want it met at 2 and not at 2.1", at)
	}
}

func TestASideIsSummedUpByItsMedianRound(t *testing.T) {
	sides := SidesOf([]compare.Outcome{{
		Side: "a", Turns: turns(10, 1000, 20), Memory: map[string]int64{"server": 50_000_000},
	}})
	got := sides[0]
	if got.Rate != 20 || got.P50 != 10_000 || got.P99 != 20_000 {
		t.Errorf("got %v a second, p50 %v, p99 %v µs; want those of the round of 20: 20, 10000, 20000",
			got.Rate, got.P50, got.P99)
	}
	if got.CPU["server"] != 1000 || got.Memory["server"] != 50 {
		t.Errorf("got %v µs of the server and %v MB, want 1000 and 50", got.CPU["server"], got.Memory["server"])
	}
}

func TestNumbersAreWrittenAsPeopleReadThem(t *testing.T) {
	for _, tt := range []struct {
		got, want string
	}{
		{Number(12345.6), "12,346"},
		{Number(999.9), "1,000"},
		{Number(45.678), "45.7"},
		{Number(0.04321), "0.0432"},
		{Number(0), "0"},
		{Number(1234567), "1,234,567"},
		{duration(850.4), "850 µs"},
		{duration(1234), "1.23 ms"},
		{duration(2_500_000), "2.5 s"},
		{times(5.234), "5.23 ×"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestPlotsAreToScaleAndEscaped(t *testing.T) {
	e := Experiment{Title: `a & "b"`, Plot: "rate", Sides: []Side{
		{Name: "Entente <on> SQLite", Rate: 100}, {Name: "other", Rate: 50},
	}}
	svg := string(plotOf(e))
	for _, want := range []string{
		`width="270.0" height="22" fill="` + oursColor, `width="135.0" height="22" fill="` + othersColor,
		"Entente &lt;on&gt; SQLite", "a &amp; ",
	} {
		if !strings.Contains(svg, want) {
			t.Errorf("the plot lacks %s:\n%s", want, svg)
		}
	}
	if plotOf(Experiment{Title: "none"}) != nil {
		t.Error("an experiment without a plot got one")
	}
}

func TestTheReadmeKeepsWhatIsAroundItsFigures(t *testing.T) {
	r := &Report{Experiments: []Experiment{{
		Name: "one-hop", Sides: []Side{{Name: "a", Rate: 12345, P95: 1500}},
	}}}
	got, err := withFigures("before\n"+beginMark+"\nold\n"+endMark+"\nafter\n", r)
	if err != nil {
		t.Fatal(err)
	}
	want := "before\n" + beginMark + "\n| who was an actor tied to on a day? | answers a second | p95 |\n" +
		"|---|---:|---:|\n| a | 12,345 | 1.5 ms |\n" + endMark + "\nafter\n"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if _, err := withFigures("no marks", r); err == nil {
		t.Error("a README without marks was taken, want an error")
	}
}

// The page and the README are made of the results, so that no figure in them can be
// another than was measured.
func TestThePageSaysWhatWasMeasured(t *testing.T) {
	root := filepath.Join("..", "..")
	results := filepath.Join(root, "docs", "performance", "results.json")
	found, err := Read(results)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "performance"), 0o755); err != nil {
		t.Fatal(err)
	}
	readme := filepath.Join(folder, "README.md")
	copyFile(t, filepath.Join(root, "README.md"), readme)
	if err := Render(found, folder, readme); err != nil {
		t.Fatal(err)
	}
	plots, err := filepath.Glob(filepath.Join(root, "docs", "performance", "*.svg"))
	if err != nil || len(plots) == 0 {
		t.Fatalf("found %d plots, error %v; want some", len(plots), err)
	}
	pairs := map[string]string{
		filepath.Join(root, "README.md"):              readme,
		filepath.Join(root, "docs", "performance.md"): filepath.Join(folder, "performance.md"),
	}
	for _, plot := range plots {
		pairs[plot] = filepath.Join(folder, "performance", filepath.Base(plot))
	}
	for committed, made := range pairs {
		if read(t, committed) != read(t, made) {
			t.Errorf("%s is not what the results say; `go run ./bench -render` writes it anew",
				filepath.Base(committed))
		}
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	if err := os.WriteFile(to, []byte(read(t, from)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
