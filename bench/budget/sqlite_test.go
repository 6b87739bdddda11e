package budget

import (
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"

	"entente/bench/workload"
	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// TestBudgetsOnSQLite measures all that does not depend on the store, and what depends on
// this one.
func TestBudgetsOnSQLite(t *testing.T) {
	w, path := newWorld(t), filepath.Join(t.TempDir(), "graph.db")
	store := openFile(t, path)
	w.load(t, store)
	closeStore(t, store)
	figures := []Figure{{"graph", BytesPerRelationship, sizeOf(t, path) / relationships}}

	store = openFile(t, path, sqlite.KeptBytes(0))
	figures = append(figures, pages(t, w, store)...)
	closeStore(t, store)

	store = openFile(t, path)
	figures = append(figures, calls(t, w, store)...)
	kinds := []string{BytesPerRelationship, Pages, StoreCalls, ResponseBytes}
	if !underRace {
		figures = append(figures, memory(t, w, store)...)
		kinds = append(kinds, Allocations, AllocatedBytes)
	}
	closeStore(t, store)
	hold(t, figures, kinds)
}

func openFile(t *testing.T, path string, options ...sqlite.Option) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path, append(options, sqlite.Clock(today), sqlite.Readers(1))...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeStore(t *testing.T, s kg.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// pages counts the pages that reads look at. What a write looks at is not counted, for
// there its log is what takes time.
func pages(t *testing.T, w *world, store *sqlite.Store) (figures []Figure) {
	t.Helper()
	s := serve(t, store)
	read := func() int {
		n, err := store.PagesRead()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, load := range workload.All() {
		if load.Writes {
			continue
		}
		s.ask(load, w.subject) // its statements are prepared from now on
		before := read()
		s.ask(load, w.subject)
		figures = append(figures, Figure{load.Name, Pages, int64(read() - before)})
	}
	return figures
}

// calls counts the calls of the store and the bytes of answers.
func calls(t *testing.T, w *world, store kg.Store) (figures []Figure) {
	t.Helper()
	counting := storetest.NewCounting(store)
	s := serve(t, counting)
	for _, load := range workload.All() {
		s.ask(load, w.subjectFor(load))
		counting.Taken()
		body := s.ask(load, w.subjectFor(load))
		taken := counting.Taken()
		detail(t, "%s: %v", load.Name, taken)
		figures = append(figures, Figure{load.Name, StoreCalls, int64(len(taken))})
		if !load.Writes { // their answers tell when and under which ids they wrote
			figures = append(figures, Figure{load.Name, ResponseBytes, int64(len(body))})
		}
	}
	return figures
}

// rounds is how often what a request allocates is measured; the middle one counts.
const rounds = 51

// memory measures what is allocated, by one processor and without garbage collection,
// which empties Go's pools.
func memory(t *testing.T, w *world, store kg.Store) (figures []Figure) {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	s := serve(t, store)
	for _, load := range workload.All() {
		for range 3 { // what is kept is kept from now on
			s.ask(load, w.subjectFor(load))
		}
		counts, bytes := make([]int64, rounds), make([]int64, rounds)
		for i := range rounds {
			counts[i], bytes[i] = allocated(s, s.request(load, w.subjectFor(load)))
		}
		slices.Sort(counts)
		slices.Sort(bytes)
		detail(t, "%s: %d to %d allocations, %d to %d bytes", load.Name,
			counts[0], counts[rounds-1], bytes[0], bytes[rounds-1])
		figures = append(figures,
			Figure{load.Name, Allocations, counts[rounds/2]},
			Figure{load.Name, AllocatedBytes, bytes[rounds/2]})
		runtime.GC()
	}
	return figures
}

// allocated returns how many objects and bytes are allocated until a request is answered.
func allocated(s server, r *http.Request) (objects, bytes int64) {
	answer := &sink{header: make(http.Header)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s.ServeHTTP(answer, r)
	runtime.ReadMemStats(&after)
	return int64(after.Mallocs - before.Mallocs), int64(after.TotalAlloc - before.TotalAlloc)
}
