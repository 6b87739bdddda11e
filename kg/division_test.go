package kg

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestADivisionCountsAsItsUnitsDo(t *testing.T) {
	for range 2000 {
		from := Instant(rand.Int64N(40 * 365 * 86400))
		w := Window{from, from.Add(1 + rand.Int64N(9*365*86400))}
		d, err := Divide(w, timeBuckets[1+rand.IntN(4)], "+03:00", 1000)
		if err != nil {
			t.Fatal(err)
		}
		spans := make([]Span, rand.IntN(4))
		for i := range spans {
			spans[i] = someSpan()
		}
		got := make([]Activity, d.Size())
		place, part := d.Tally(spans)
		copy(got[place:], part)
		for i, a := range got {
			var want CountRange
			for _, s := range spans {
				switch s.Holds(d.Period(i).Window) {
				case Certain:
					want = want.plus(1, CountRange{1, 1})
				case Possible:
					want = want.plus(1, CountRange{0, 1})
				}
			}
			if a.Active != want {
				t.Fatalf("%v in %s: got %v active, want %v", spans, d.Period(i).EDTF, a.Active, want)
			}
		}
		if whole := d.calendar.tally(spans); !cmp.Equal([]Activity(whole), got) {
			t.Fatalf("%v: got %v, want %v as for all units", spans, got, whole)
		}
	}
}

// someSpan returns a span in the fifty years from 1970 on, of which some bounds are open
// or unknown.
func someSpan() Span {
	at := func() Instant { return Instant(rand.Int64N(50 * 365 * 86400)) }
	start, end := at(), at()
	if start > end {
		start, end = end, start
	}
	s := Span{start, start + Instant(rand.Int64N(1+int64(end-start))), end, end + Instant(rand.Int64N(400*86400)) + 1}
	switch rand.IntN(8) {
	case 0:
		s.StartEarliest, s.StartLatest = NegInf, NegInf
	case 1:
		s.StartEarliest = NegInf
	case 2:
		s.EndEarliest, s.EndLatest = PosInf, PosInf
	case 3:
		s.EndLatest = PosInf
	}
	return s
}

func TestADivisionHasDays(t *testing.T) {
	w, err := ParseWindow("2015-10/2016-02", "+03:00")
	if err != nil {
		t.Fatal(err)
	}
	d, err := Divide(w, BucketQuarter, "+03:00", 10)
	if err != nil {
		t.Fatal(err)
	}
	first, last := d.Days(1)
	got := []string{d.Period(1).EDTF, first.Format(time.DateOnly), last.Format(time.DateOnly)}
	if diff := cmp.Diff([]string{"2016-01/2016-03", "2016-01-01", "2016-03-31"}, got); diff != "" || d.Size() != 2 {
		t.Errorf("the second of %d quarters (-want +got):\n%s", d.Size(), diff)
	}
}

func TestADivisionIsRefused(t *testing.T) {
	w := Window{0, 100 * 86400}
	var invalid *InvalidError
	if _, err := Divide(w, "WEEK", "", 100); !errors.As(err, &invalid) || invalid.Field != "bucket" {
		t.Errorf("by week: got error %v, want an InvalidError about the bucket", err)
	}
	if _, err := Divide(w, BucketDay, "", 99); !errors.Is(err, ErrLimit) {
		t.Errorf("into 100 days of at most 99: got error %v, want ErrLimit", err)
	}
	d, err := Divide(Nowhere, BucketDay, "", 1)
	if err != nil || d.Size() != 0 || d.Window() != Nowhere {
		t.Errorf("nowhere: got %d units and error %v, want none", d.Size(), err)
	}
}
