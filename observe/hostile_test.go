package observe_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"

	"entente/kg"
	"entente/observe"
)

// TestClientsCannotMakeSeries sends 10,000 requests of which each brings names of its
// own, and counts the series that are there afterwards.
func TestClientsCannotMakeSeries(t *testing.T) {
	o := newObserver(t)
	h := serving(seeded(t), o)
	storm := func(from, to int) {
		for i := from; i < to; i++ {
			name := fmt.Sprintf("Hostile%d", i)
			switch i % 5 {
			case 0:
				ask(t, h, "query "+name+" { __typename }", name)
			case 1:
				ask(t, h, "query "+name+" { "+name+": entity(id: \""+name+"\") { name } }", "")
			case 2:
				ask(t, h, "{ "+name+" }", "")
			case 3:
				send(t, h, http.MethodGet, "/"+name+"/"+name)
			default:
				send(t, h, strings.ToUpper(name), "/graphql")
			}
		}
	}
	storm(0, 100)
	o.Refused("rate")
	before := series(families(t, o))
	storm(100, 10_000)
	after := families(t, o)
	if got := series(after); got != before {
		t.Errorf("after 10,000 hostile requests there are %d series, and after 100 there were %d", got, before)
	}
	for _, family := range after {
		for _, m := range family.GetMetric() {
			for _, l := range m.GetLabel() {
				if strings.Contains(strings.ToLower(l.GetValue()), "hostile") {
					t.Errorf("%s has the label %s=%q, which a client wrote", family.GetName(), l.GetName(), l.GetValue())
				}
			}
		}
	}
	if got := value(t, o, "entente_http_requests_total", "endpoint", "/graphql", "method", "other"); got != 2000 {
		t.Errorf("requests of methods that are none: got %v, want 2000", got)
	}
}

// send sends a request without a body.
func send(t *testing.T, h http.Handler, method, path string) {
	t.Helper()
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), method, path, http.NoBody))
}

// series counts those of all metrics of ours.
func series(families map[string]*dto.MetricFamily) (n int) {
	for name, family := range families {
		if strings.HasPrefix(name, "entente_") {
			n += len(family.GetMetric())
		}
	}
	return n
}

// TestReasonsThatAreTooManyAreOthers holds for labels whose values come from our own
// code, should it ever pass on what it should not.
func TestReasonsThatAreTooManyAreOthers(t *testing.T) {
	o := newObserver(t)
	for i := range 10_000 {
		o.Refused(fmt.Sprint("reason ", i))
		o.Failed(t.Context(), fmt.Sprint("CODE", i), fmt.Sprint("limit ", i))
	}
	for name, family := range families(t, o) {
		if got := len(family.GetMetric()); strings.HasPrefix(name, "entente_") && got > 65 {
			t.Errorf("%s has %d series, want at most 65", name, got)
		}
	}
	if got := value(t, o, "entente_requests_refused_total", "reason", "other"); got != 10_000-64 {
		t.Errorf("refused for other reasons: got %v, want %d", got, 10_000-64)
	}
}

func TestMetricsAreNamedAsPrometheusAsks(t *testing.T) {
	o := used(t)
	var all []*dto.MetricFamily
	for name, family := range families(t, o) {
		if strings.HasPrefix(name, "entente_") {
			all = append(all, family)
		}
	}
	problems, err := promlint.NewWithMetricFamilies(all).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// used returns an observer that has a series of every metric.
func used(t *testing.T) *observe.Observer {
	t.Helper()
	o := newObserver(t)
	store := onDisk(t)
	o.Watch(store)
	h := serving(seeded(t), o)
	ask(t, h, "{ entities(first: 100000) { totalCount } }", "")
	o.Refused("rate")
	o.Queue(func() int { return 1 })
	o.Stream("sse")()
	done, ended := o.Importing()
	done(1)
	ended(1, 0, 0, 0)
	if _, err := o.Store(store).Records(t.Context(), kgView, nil); err != nil {
		t.Fatal(err)
	}
	closed := onDisk(t)
	_ = closed.Close()
	if _, err := o.Store(closed).Records(t.Context(), kgView, []kg.ID{"x"}); err == nil {
		t.Fatal("Records of a store that is closed: got no error, want one")
	}
	return o
}
