package sqlite_test

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"entente/kg"
)

// TestWhatIsRecalledIsOfTheStateThatIsRead has two relationships change places in time again
// and again, while others ask which of them holds. They are found in memory and, having just
// been written, read from the file.
func TestWhatIsRecalledIsOfTheStateThatIsRead(t *testing.T) {
	s := openAt(t, newPath(t))
	times := []string{"2014", "2016"}
	write := func(n int) {
		apply(t, s, batchOf("b"+strconv.Itoa(n),
			newTie(t, "one", "from", "to", times[n%2]), newTie(t, "two", "from", "to", times[1-n%2])))
	}
	apply(t, s, batchOf("ends", newActor("from"), newActor("to")))
	write(0)
	window, err := kg.ParseWindow("2014", "")
	if err != nil {
		t.Fatal(err)
	}
	bounds := kg.Unbounded
	bounds.StartEarliest.Max, bounds.EndLatest.Min = window.Until, window.From
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for _, far := range [][]kg.ID{nil, {"to"}, nil, {"to"}} { // what is asked before a page, or not
		readers.Go(func() {
			for ctx.Err() == nil {
				found, err := s.Find(t.Context(), kg.View{}, []kg.Query{{
					Class: kg.ClassRelationship, Of: "from", Far: far, Bounds: &bounds,
				}})
				if err != nil {
					t.Error(err)
					return
				}
				for _, f := range found[0] {
					if r := f.Record.(*kg.Relationship); len(found[0]) != 1 || !bounds.Admit(r.Validity.Span) {
						t.Errorf("found %s of %s, and %d in all; want the one of 2014",
							r.ID, r.Validity.EDTF, len(found[0]))
						return
					}
				}
			}
		})
	}
	for n := range 1000 {
		write(n)
	}
	stop()
	readers.Wait()
}
