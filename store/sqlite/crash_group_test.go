package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"entente/store/sqlite"
)

// writeAtOnceWithoutEnd has several apply batches of [tieBatch] at once, so that some are
// committed together, and prints the number of each that was acknowledged.
func writeAtOnceWithoutEnd(path string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var last atomic.Int64
	changes, err := s.Changes(ctx, editor, 0, 1<<30)
	for _, change := range changes {
		last.Store(max(last.Load(), int64(numberOf(change.Batch))))
	}
	ended := make(chan error, 8)
	for range cap(ended) {
		go func() {
			for err == nil {
				n := int(last.Add(1))
				if _, err := s.Apply(ctx, tieBatch(n)); err != nil {
					ended <- err
					return
				}
				fmt.Println(n)
			}
		}()
	}
	fmt.Println(<-ended)
	os.Exit(1)
}

// numberOf returns the number of a batch of [tieBatch], or 0.
func numberOf(batch string) (n int) {
	_, _ = fmt.Sscanf(batch, "batch-%d", &n)
	return n
}

// TestBatchesThatWereCommittedTogetherSurviveKill kills several writers at once, three
// times in a row.
func TestBatchesThatWereCommittedTogetherSurviveKill(t *testing.T) {
	path := newPath(t)
	acknowledged := make(map[int]bool)
	for range 3 {
		c := startChild(t, groupVariable, path)
		note := func() {
			var n int
			if _, err := fmt.Sscan(c.lines.Text(), &n); err == nil {
				acknowledged[n] = true
			}
		}
		for range 120 {
			if !c.lines.Scan() {
				t.Fatal("the child ended, want it to write without end")
			}
			note()
		}
		c.kill(t)
		for c.lines.Scan() { // what it had still said
			note()
		}
		checkWhole(t, path, acknowledged)
	}
}

// checkWhole checks that the file holds whole batches of [tieBatch], each once, and among
// them those that were acknowledged.
func checkWhole(t *testing.T, path string, acknowledged map[int]bool) {
	t.Helper()
	s := openAt(t, path)
	defer closeNow(t, s)
	changes, err := s.Changes(t.Context(), editor, 0, 1<<30)
	if err != nil {
		t.Fatalf("Changes: got error %v, want none", err)
	}
	times := make(map[int]int)
	for i, change := range changes {
		n := numberOf(change.Batch)
		times[n]++
		first := changes[i/3*3]
		if change.Batch != first.Batch || change.RecordedAt != first.RecordedAt {
			t.Fatalf("change %d: got %s at %d, want that of %s at %d", i, change.Batch,
				change.RecordedAt, first.Batch, first.RecordedAt)
		}
		if i >= 3 && i%3 == 0 && change.RecordedAt <= changes[i-1].RecordedAt {
			t.Errorf("%s was recorded no later than %s before it, want later",
				change.Batch, changes[i-1].Batch)
		}
	}
	for n, changed := range times {
		if changed != 3 {
			t.Errorf("changes of batch %d: got %d, want 3", n, changed)
		}
		checkTie(t, s, n)
	}
	for n := range acknowledged {
		if times[n] == 0 {
			t.Errorf("batch %d was acknowledged and is gone", n)
		}
	}
}
