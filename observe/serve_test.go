package observe_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"entente/kg"
	"entente/observe"
)

func TestProfilesAreServedOnlyWhenAsked(t *testing.T) {
	o := newObserver(t)
	for _, tt := range []struct {
		path    string
		profile bool
		want    int
	}{
		{"/metrics", false, http.StatusOK},
		{"/debug/pprof/", false, http.StatusNotFound},
		{"/debug/pprof/heap", false, http.StatusNotFound},
		{"/metrics", true, http.StatusOK},
		{"/debug/pprof/", true, http.StatusOK},
		{"/debug/pprof/goroutine", true, http.StatusOK},
		{"/graphql", true, http.StatusNotFound},
	} {
		w := httptest.NewRecorder()
		o.Handler(tt.profile, quiet).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.path, http.NoBody))
		if w.Code != tt.want {
			t.Errorf("GET %s with profile %v = %d, want %d", tt.path, tt.profile, w.Code, tt.want)
		}
	}
}

func TestMetricsAreServedAtAnAddressOfTheirOwn(t *testing.T) {
	var log bytes.Buffer
	o := observe.Options{MetricsListen: "127.0.0.1:0"}
	running, err := observe.Start(t.Context(), o, observe.Build{}, seeded(t), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	url := regexp.MustCompile(`http://\S+/metrics`).FindString(log.String())
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(body), "entente_store_up 1") {
		t.Errorf("GET %s: got %.200s, %v; want entente_store_up 1", url, body, err)
	}
	running.Stop()
	if again, err := http.Get(url); err == nil {
		_ = again.Body.Close()
		t.Errorf("GET %s after Stop: got %s, want no answer", url, again.Status)
	}
}

func TestOptionsThatDoNotFitAreRefused(t *testing.T) {
	for _, tt := range []struct {
		options observe.Options
		blame   string
	}{
		{observe.Options{}, ""},
		{observe.Options{MetricsListen: "127.0.0.1:9464", Profile: true}, ""},
		{observe.Options{Profile: true}, "--profile"},
		{observe.Options{MetricsListen: "9464"}, "--metrics-listen"},
	} {
		blamed := ""
		if invalid, ok := errors.AsType[*kg.InvalidError](tt.options.Validate()); ok {
			blamed = invalid.Field
		}
		if blamed != tt.blame {
			t.Errorf("Validate(%+v) blames %q, want %q", tt.options, blamed, tt.blame)
		}
	}
}

func TestImportsAreCounted(t *testing.T) {
	o := newObserver(t)
	done, ended := o.Importing()
	done(100) // tried
	done(40)  // written
	done(100)
	if got := value(t, o, "entente_imports"); got != 1 {
		t.Errorf("imports under way: got %v, want 1", got)
	}
	ended(60, 1, 37, 2)
	for outcome, want := range map[string]float64{"read": 200, "new": 60, "changed": 1, "unchanged": 37, "refused": 2} {
		if got := value(t, o, "entente_import_records_total", "outcome", outcome); got != want {
			t.Errorf("records of outcome %s: got %v, want %v", outcome, got, want)
		}
	}
	if got := value(t, o, "entente_imports"); got != 0 {
		t.Errorf("imports under way at the end: got %v, want 0", got)
	}
}
