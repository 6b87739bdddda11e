package observe_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"entente/kg"
	"entente/observe"
	"entente/store/sqlite"
	"entente/store/storetest"
)

func TestAnObservedStoreKeepsTheWholeContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T, clock func() time.Time) kg.Store {
		t.Helper()
		return newObserver(t).Store(storetest.NewModel(clock))
	})
}

// A loader is a store that can be told of a load.
type loader struct {
	kg.Store
	told bool
}

func (l *loader) BeginLoad(context.Context) (func(context.Context) error, error) {
	l.told = true
	return func(context.Context) error { return nil }, nil
}

func TestAnObservedStoreCanDoWhatTheOneBelowCan(t *testing.T) {
	below := &loader{Store: storetest.NewModel(today)}
	observed := newObserver(t).Store(newObserver(t).Store(below))
	if _, err := kg.NewGraph(observed, today).BeginLoad(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !below.told {
		t.Error("BeginLoad of an observed store did not reach the store below")
	}
	if _, ok := kg.Ability[kg.Measurer](observed); ok {
		t.Error("the observed store is a Measurer, and the one below is not")
	}
	if got := (*observe.Observer)(nil).Store(below); got != kg.Store(below) {
		t.Errorf("observed by nobody, the store is %T, want itself", got)
	}
}

func TestCallsOfTheStoreAreCounted(t *testing.T) {
	o := newObserver(t)
	s := o.Store(seeded(t))
	ctx, v := t.Context(), kg.ViewAt(today())
	if _, err := s.Records(ctx, v, []kg.ID{"sdf", "nobody"}); err != nil {
		t.Fatal(err)
	}
	even := false
	found, err := s.Find(ctx, v, []kg.Query{{Class: kg.ClassEntity, Keep: func(kg.Found) bool {
		even = !even
		return even
	}, Limit: 5}})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, err := range s.All(ctx, v) {
		if err != nil {
			t.Fatal(err)
		}
		if rows++; rows == 7 {
			break
		}
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Last(gone, v); err == nil {
		t.Fatal("Last with a context that has ended: got no error, want one")
	}
	for _, want := range []struct {
		name, method string
		value        float64
	}{
		{"entente_store_call_duration_seconds", "Records", 1},
		{"entente_store_questions_total", "Records", 2},
		{"entente_store_rows_total", "Records", 1},
		{"entente_store_rows_total", "Find", float64(len(found[0]))},
		{"entente_store_rows_visited_total", "Find", 9}, // the fifth of every other
		{"entente_store_rows_total", "All", 7},
		{"entente_store_errors_total", "Last", 1},
		{"entente_store_errors_total", "Records", 0},
	} {
		if got := value(t, o, want.name, "method", want.method); got != want.value {
			t.Errorf("%s of %s: got %v, want %v", want.name, want.method, got, want.value)
		}
	}
	if got := value(t, o, "entente_store_errors_total", "method", "Last", "code", "CANCELED"); got != 1 {
		t.Errorf("errors of Last with code CANCELED: got %v, want 1", got)
	}
}

func TestMetricsTellHowTheStoreIs(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "entente.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o := newObserver(t)
	o.Watch(store)
	receipt, err := store.Apply(t.Context(), kg.Batch{ID: "b", Writer: "w", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "a-source"}, Title: "A source"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := store.Records(t.Context(), kg.ViewAt(time.Now()), []kg.ID{"a-source"}); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]float64{
		"entente_store_up": 1, "entente_log_sequence": 1, "entente_store_poisoned": 0,
		"entente_store_readers": 8, "entente_store_readers_busy": 0,
		"entente_log_last_recorded_timestamp_seconds": float64(receipt.RecordedAt.Time().UnixMilli()) / 1000,
	} {
		if got := value(t, o, name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	for _, name := range []string{
		"entente_store_file_size_bytes", "entente_store_wal_size_bytes", "entente_store_disk_free_bytes",
		"entente_store_cache_hits_total", "entente_store_cache_misses_total",
	} {
		if got := value(t, o, name); got <= 0 {
			t.Errorf("%s: got %v, want more than 0", name, got)
		}
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if got := value(t, o, "entente_store_up"); got != 0 {
		t.Errorf("entente_store_up of a store that is closed: got %v, want 0", got)
	}
}
