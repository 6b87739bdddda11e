package storetest

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"entente/kg"
)

// abilityCases hold a store to what it can do beyond [kg.Store]. A store that cannot do it
// passes: what it answers with instead is a [kg.Graph]'s to say.
var abilityCases = []contractCase{
	{"to tell that it is well ends with the store and with its context", proberTells},
	{"to load a graph changes nothing of what is written", loaderKeeps},
	{"to copy itself ends with the store and with its context", snapshotterCopies},
	{"to be measured goes on after Close", measurerAnswers},
}

func proberTells(t *testing.T, s *harness) {
	prober, ok := kg.Ability[kg.Prober](s.Store)
	if !ok {
		return
	}
	s.put(t, town()...)
	endsAsCallsDo(t, s, call{"Ready", func(ctx context.Context, _ kg.Store) error { return prober.Ready(ctx) }})
}

// endsAsCallsDo calls with a context that is alive, with two that are done, and after Close.
func endsAsCallsDo(t *testing.T, s *harness, c call) {
	t.Helper()
	if err := c.run(t.Context(), s); err != nil {
		t.Errorf("%s: got error %v, want none", c.name, err)
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, ctx := range []context.Context{canceled, late} {
		if err := c.run(ctx, s); !errors.Is(err, ctx.Err()) {
			t.Errorf("%s: got error %v, want one that wraps %v", c.name, err, ctx.Err())
		}
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: got error %v, want none", err)
	}
	if err := c.run(t.Context(), s); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("%s after Close: got error %v, want one that wraps ErrUnavailable", c.name, err)
	}
}

// loaderKeeps loads twice: the second time there is something, and nothing is left out.
func loaderKeeps(t *testing.T, s *harness) {
	loader, ok := kg.Ability[kg.Loader](s.Store)
	if !ok {
		return
	}
	for range 2 {
		end, err := loader.BeginLoad(t.Context())
		if err != nil {
			t.Fatalf("BeginLoad: got error %v, want none", err)
		}
		s.put(t, town()...)
		before := s.state(t)
		for range 2 { // a deferred end comes after another
			if err := end(t.Context()); err != nil {
				t.Fatalf("the end of the load: got error %v, want none", err)
			}
		}
		same(t, "the store after the load", s.state(t), before)
		if text := unsound(t.Context(), s.Store); text != "" {
			t.Errorf("Audit after the load: got %s, want nothing", text)
		}
	}
}

func snapshotterCopies(t *testing.T, s *harness) {
	snapshotter, ok := kg.Ability[kg.Snapshotter](s.Store)
	if !ok {
		return
	}
	s.put(t, town()...)
	folder, copies := t.TempDir(), 0
	endsAsCallsDo(t, s, call{"Snapshot", func(ctx context.Context, _ kg.Store) error {
		path, err := snapshotter.Snapshot(ctx, folder)
		if info, gone := os.Stat(path); err == nil && (gone != nil || info.Size() == 0) {
			t.Errorf("Snapshot: got %s, which is %v, %v; want a file", path, info, gone)
		}
		if err == nil {
			copies++
		}
		return err
	}})
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != copies || copies != 1 {
		t.Errorf("after %d copies: got %d files, %v, want one of each", copies, len(files), err)
	}
}

func measurerAnswers(t *testing.T, s *harness) {
	measurer, ok := kg.Ability[kg.Measurer](s.Store)
	if !ok {
		return
	}
	s.put(t, town()...)
	if _, err := s.Records(t.Context(), editor, []kg.ID{"army"}); err != nil {
		t.Fatal(err)
	}
	open := measurer.Measure()
	if open.FileBytes <= 0 || open.ReadersBusy != 0 || open.Readers <= 0 || open.Poisoned {
		t.Errorf("Measure: got %+v, want a file, and readers that are all free", open)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close: got error %v, want none", err)
	}
	if closed := measurer.Measure(); closed.CacheMisses < open.CacheMisses {
		t.Errorf("Measure after Close: got %+v, want no less than %+v", closed, open)
	}
}
