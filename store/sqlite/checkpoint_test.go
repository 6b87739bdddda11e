package sqlite_test

import (
	"fmt"
	"iter"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// moveLog has the log moved, and returns how many pages it has and how many are moved.
func moveLog(t *testing.T, s *sqlite.Store) (pages, moved int64) {
	t.Helper()
	pages, moved, err := s.MoveLog(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return pages, moved
}

// TestTheLogIsMovedInPortionsAndBegunAnew writes several times as much as the log may hold.
func TestTheLogIsMovedInPortionsAndBegunAnew(t *testing.T) {
	const portion, longest = 20, 100
	path := newPath(t)
	s := openAt(t, path, sqlite.Moving(portion, longest), sqlite.MovingWhenTold())
	begun, last := 0, int64(0)
	for i := range 200 {
		apply(t, s, actorBatch(kg.ID(fmt.Sprint("actor-", i))))
		pages, moved := moveLog(t, s)
		if left := pages - moved; left >= portion {
			t.Fatalf("write %d: got %d of %d pages left in the log, want fewer than %d", i, left, pages, portion)
		}
		if pages < last {
			begun++
		}
		last = pages
		if pages > 2*longest {
			t.Fatalf("write %d: got a log of %d pages, want it begun anew after %d", i, pages, longest)
		}
	}
	if begun < 3 {
		t.Errorf("the log: got it begun anew %d times, want several", begun)
	}
	before := everything(t, s)
	closeNow(t, s)
	if _, err := os.Stat(path + "-wal"); !os.IsNotExist(err) {
		t.Errorf("the log of a closed file: got error %v, want none there", err)
	}
	if diff := cmp.Diff(before, everything(t, openAt(t, path))); diff != "" {
		t.Errorf("what is in the file: (-want +got):\n%s", diff)
	}
}

// TestWhatIsReadStaysInTheLogAndHoldsNoWriteUp reads a state of the graph while others
// follow it: the log is begun anew once nobody reads it.
func TestWhatIsReadStaysInTheLogAndHoldsNoWriteUp(t *testing.T) {
	const longest = 50
	s := openAt(t, newPath(t), sqlite.Moving(1, longest), sqlite.MovingWhenTold())
	putStar(t, s, 3)
	next, stop := iter.Pull2(s.All(t.Context(), kg.View{}))
	defer stop()
	if _, err, ok := next(); err != nil || !ok {
		t.Fatalf("the first record: got %v, %v", err, ok)
	}
	pages := int64(0)
	for i := 0; pages < 4*longest; i++ {
		apply(t, s, actorBatch(kg.ID(fmt.Sprint("actor-", i))))
		var moved int64
		if pages, moved = moveLog(t, s); moved >= pages {
			t.Fatalf("write %d: got all %d pages moved, want those left that came after what is read", i, pages)
		}
		if i > 20*longest {
			t.Fatalf("after %d writes: got a log of %d pages, want it to grow", i, pages)
		}
	}
	stop()
	moveLog(t, s)
	apply(t, s, actorBatch("after"))
	if again, _ := moveLog(t, s); again >= longest {
		t.Errorf("once nobody reads it: got a log of %d pages, want it begun anew", again)
	}
}

// TestWhatIsMovedBesideWritersAndReadersIsWhole writes from several sides, with the log moved
// and begun anew all the time, until the file is closed in the midst of it.
func TestWhatIsMovedBesideWritersAndReadersIsWhole(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path, sqlite.Moving(5, 20))
	putStar(t, s, 3)
	var all sync.WaitGroup
	for side := range 4 {
		all.Go(func() {
			for i := range 50 {
				id := kg.ID(fmt.Sprintf("actor-%d-%d", side, i))
				if _, err := s.Apply(t.Context(), actorBatch(id)); err != nil {
					t.Errorf("Apply(%s): got error %v, want none", id, err)
				}
				if got := record(t, s, "far-000"); got == nil {
					t.Errorf("Records beside write %s: got none, want the actor", id)
				}
			}
		})
	}
	all.Wait()
	before := everything(t, s)
	closeNow(t, s)
	if diff := cmp.Diff(before, everything(t, openAt(t, path))); diff != "" {
		t.Errorf("what is in the file: (-want +got):\n%s", diff)
	}
}

// TestNothingIsMovedBesideALoad writes while a graph is loaded, when the writer does it.
func TestNothingIsMovedBesideALoad(t *testing.T) {
	s := openAt(t, newPath(t), sqlite.Moving(1, 1), sqlite.MovingWhenTold())
	end := beginLoad(t, s)
	before, _ := moveLog(t, s)
	apply(t, s, actorBatch("a"))
	if pages, moved := moveLog(t, s); pages <= before || moved != 0 {
		t.Errorf("the log in a load: got %d pages of %d moved, want none", moved, pages)
	}
	if err := end(t.Context()); err != nil {
		t.Fatal(err)
	}
	if pages, moved := moveLog(t, s); moved != pages {
		t.Errorf("the log after it: got %d pages of %d moved, want all", moved, pages)
	}
}
