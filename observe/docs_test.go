package observe_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/observe"
	"entente/store/sqlite"
)

var kgView = kg.ViewAt(time.Now())

// onDisk returns an empty store in a file.
func onDisk(t *testing.T) kg.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "entente.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if _, err := store.Apply(t.Context(), kg.Batch{ID: "b", Writer: "w", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "a-source"}, Title: "A source"}},
	}}); err != nil {
		t.Fatal(err)
	}
	return store
}

// read returns a file of docs.
func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", "docs"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// row matches one of the table of metrics: name, kind, labels, what it says.
var row = regexp.MustCompile("(?m)^\\| `(entente_[a-z_]+)` \\| ([a-z]+) \\| (.*?) \\| (.*) \\|$")

func TestEveryMetricIsDocumented(t *testing.T) {
	documented := make(map[string][]string)
	for _, m := range row.FindAllStringSubmatch(read(t, "metrics.md"), -1) {
		documented[m[1]] = m[2:]
	}
	want := make(map[string][]string)
	for _, m := range observe.Metrics() {
		labels := make([]string, len(m.Labels))
		for i, l := range m.Labels {
			labels[i] = "`" + l + "`"
		}
		want[m.Name] = []string{m.Kind, strings.Join(labels, ", "), m.Help}
	}
	if diff := cmp.Diff(want, documented); diff != "" {
		t.Errorf("the table of docs/metrics.md (-want +got):\n%s", diff)
	}
}

func TestEveryMetricIsThere(t *testing.T) {
	var want, got []string
	for _, m := range observe.Metrics() {
		want = append(want, m.Name)
	}
	for name := range families(t, used(t)) {
		if strings.HasPrefix(name, "entente_") {
			got = append(got, name)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("metrics that are served (-want +got):\n%s", diff)
	}
}

// metricName matches the names of metrics in PromQL, those that are not ours among them.
var metricName = regexp.MustCompile(`\b(?:entente|go|process)_[a-z_]+\b`)

// known reports whether a metric of a query is served.
func known(served map[string]bool, name string) bool {
	for _, suffix := range []string{"_bucket", "_count", "_sum"} {
		if base, ok := strings.CutSuffix(name, suffix); ok && served[base] {
			return true
		}
	}
	return served[name]
}

// servedNames returns the names of all metrics.
func servedNames(t *testing.T) map[string]bool {
	t.Helper()
	served := make(map[string]bool)
	for name := range families(t, newObserver(t)) {
		served[name] = true
	}
	for _, m := range observe.Metrics() {
		served[m.Name] = true
	}
	return served
}

// checkQuery reports what a query names that there is not.
func checkQuery(t *testing.T, served map[string]bool, where, query string) {
	t.Helper()
	names := metricName.FindAllString(query, -1)
	if len(names) == 0 {
		t.Errorf("%s: the query %q names no metric", where, query)
	}
	for _, name := range names {
		if !known(served, name) {
			t.Errorf("%s: there is no metric %s", where, name)
		}
	}
	for _, pair := range []string{"()", "[]", "{}"} {
		if strings.Count(query, pair[:1]) != strings.Count(query, pair[1:]) {
			t.Errorf("%s: %s do not match in %q", where, pair, query)
		}
	}
}

func TestTheDashboardAsksForMetricsThatThereAre(t *testing.T) {
	var dashboard struct {
		Panels []struct {
			ID      int
			Title   string
			Type    string
			GridPos struct{ H, W, X, Y int }
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal([]byte(read(t, "deploy", "grafana-dashboard.json")), &dashboard); err != nil {
		t.Fatal(err)
	}
	served, ids := servedNames(t), make(map[int]bool)
	for _, p := range dashboard.Panels {
		if ids[p.ID] || p.GridPos.X+p.GridPos.W > 24 {
			t.Errorf("panel %q: id %d is taken, or it stands beyond the right edge", p.Title, p.ID)
		}
		ids[p.ID] = true
		if p.Type != "row" && len(p.Targets) == 0 {
			t.Errorf("panel %q asks for nothing", p.Title)
		}
		for _, target := range p.Targets {
			checkQuery(t, served, "panel "+p.Title, target.Expr)
		}
	}
	if len(ids) < 10 {
		t.Errorf("the dashboard has %d panels, want more", len(ids))
	}
}

func TestEveryAlertIsExplained(t *testing.T) {
	var alerts struct {
		Groups []struct {
			Name  string
			Rules []struct {
				Alert, Expr, For    string
				Labels, Annotations map[string]string
			}
		}
	}
	if err := yaml.UnmarshalWithOptions([]byte(read(t, "deploy", "alerts.yaml")), &alerts, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	served, page, rules := servedNames(t), read(t, "metrics.md"), 0
	for _, group := range alerts.Groups {
		for _, rule := range group.Rules {
			rules++
			checkQuery(t, served, "alert "+rule.Alert, rule.Expr)
			if !strings.Contains(page, "### "+rule.Alert+"\n") {
				t.Errorf("docs/metrics.md has no heading %q that says what to do", rule.Alert)
			}
			if rule.Annotations["summary"] == "" || rule.Labels["severity"] == "" {
				t.Errorf("alert %s has no summary or no severity", rule.Alert)
			}
			if _, err := time.ParseDuration(rule.For); err != nil {
				t.Errorf("alert %s waits for %q, which is no time", rule.Alert, rule.For)
			}
		}
	}
	if headings := strings.Count(page, "\n### Entente"); rules == 0 || headings != rules {
		t.Errorf("docs/metrics.md explains %d alerts, and there are %d", headings, rules)
	}
}
