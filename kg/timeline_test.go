package kg

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// units are all units of the calendar.
var zones = []Zone{"", "+03:00", "-11:30", "+14:00"}

// randomTime is a moment in some century, often in one of few and at a border.
func randomTime(r *rand.Rand) Instant {
	year := []int{-9999, -401, -100, -11, -1, 0, 1, 1900, 1999, 2000, 2024, 9999}[r.IntN(12)]
	if r.IntN(2) == 0 {
		year = r.IntN(19999) - 9999
	}
	t := civil(year, 1+r.IntN(12), 1+r.IntN(31))
	return t.Add([]int64{0, 0, -1, 1, int64(r.IntN(daySeconds)), -3 * 3600}[r.IntN(6)])
}

// TestACalendarTilesTime holds that units follow one another without a gap, that
// the text of each is read as what it covers, and that a window is covered.
func TestACalendarTilesTime(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		unit, zone := timeBuckets[r.IntN(len(timeBuckets))], zones[r.IntN(len(zones))]
		from := randomTime(r)
		w := Window{from, from.Add(1 + r.Int64N([]int64{10, 1e6, 1e9, 1e11}[r.IntN(4)]))}
		c, err := divide(w, unit, zone)
		if err != nil || c.size() == 0 {
			continue // over the limit, or outside of what can be written
		}
		covered := c.window()
		if all := w.and(writableIn(zone)); covered.From > all.From || covered.Until < all.Until {
			t.Fatalf("%v by %s in %q covers %v, want all of it", w, unit, zone, covered)
		}
		for i := range c.size() {
			p := c.period(i)
			if i > 0 && p.From != c.period(i-1).Until {
				t.Fatalf("%s begins at %s, want it where the one before ends", p.EDTF, p.From)
			}
			if read, err := ParseWindow(p.EDTF, zone); err != nil || read != p.Window {
				t.Fatalf("%s in %q is read as %v, %v; want %v", p.EDTF, zone, read, err, p.Window)
			}
		}
		if i := r.IntN(c.size()); c.place(c.borders[i]) != i || c.place(c.borders[i+1].Add(-1)) != i {
			t.Fatalf("the first and last second of unit %d are in %d and %d", i,
				c.place(c.borders[i]), c.place(c.borders[i+1].Add(-1)))
		}
	}
}

func TestACalendarChoosesTheShortestUnitThatIsEnough(t *testing.T) {
	tests := []struct {
		within string
		want   TimeBucket
		size   int
		first  string
	}{
		{"2026-01", BucketDay, 31, "2026-01-01"},
		{"2024-02", BucketDay, 29, "2024-02-01"},
		{"2026-01-01/2026-07-19", BucketDay, 200, "2026-01-01"},
		{"2026-01-01/2026-07-20", BucketMonth, 7, "2026-01"},
		{"2000/2020", BucketQuarter, 84, "2000-01/2000-03"},
		{"1900/2026", BucketYear, 127, "1900"},
		{"-0019/0105", BucketYear, 125, "-0019"},
		{"-0019/1000", BucketDecade, 103, "-001X"},
		{"-0100/9000", BucketCentury, 93, "-01XX"},
		{"-9999/9999", BucketCentury, 200, "-99XX"},
		{"2026-01-20T17:00:00Z", BucketDay, 1, "2026-01-20"},
	}
	for _, tt := range tests {
		t.Run(tt.within, func(t *testing.T) {
			w, err := ParseWindow(tt.within, "")
			if err != nil {
				t.Fatal(err)
			}
			c, err := divide(w, "", "")
			if err != nil {
				t.Fatal(err)
			}
			if c.unit != tt.want || c.size() != tt.size || c.period(0).EDTF != tt.first {
				t.Errorf("got %d of %s from %s, want %d of %s from %s",
					c.size(), c.unit, c.period(0).EDTF, tt.size, tt.want, tt.first)
			}
		})
	}
}

func TestThePeriodOfAWindowIsReadAsIt(t *testing.T) {
	for _, tt := range []struct {
		zone       Zone
		give, want string
	}{
		{"", "2026-01", "2026-01-01/2026-01-31"},
		{"", "-0044-03-15", "-0044-03-15"},
		{"+03:00", "2026", "2026-01-01/2026-12-31"},
		{"", "2026-01-20T17:00:00Z/2026-01-24T16:59:59Z", "2026-01-20T17:00:00Z/2026-01-24T16:59:59Z"},
		{"", "2026-01-20T17:00:00Z", "2026-01-20T17:00:00Z"},
		{"", "-9999/9999", "-9999-01-01/9999-12-31"},
		{"-11:30", "-9999/9999", "-9999-01-01/9999-12-31"},
		{"", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
	} {
		w, err := ParseWindow(tt.give, tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		p := w.period(tt.zone)
		if read, err := ParseWindow(p.EDTF, tt.zone); p.EDTF != tt.want || err != nil || read != w {
			t.Errorf("%s in %q: got %s, read as %v (%v); want %s", tt.give, tt.zone, p.EDTF, read, err, tt.want)
		}
	}
}

// TestTheFirstAndTheLastYearAreDividedWhole holds for every unit that a calendar has,
// and for the text of all of it.
func TestTheFirstAndTheLastYearAreDividedWhole(t *testing.T) {
	for _, tt := range []struct {
		within      string
		unit        TimeBucket
		size        int
		first, last string
	}{
		{"9999", BucketDay, 365, "9999-01-01", "9999-12-31"},
		{"9999-12-31", BucketDay, 1, "9999-12-31", "9999-12-31"},
		{"9999", BucketMonth, 12, "9999-01", "9999-12"},
		{"9999", BucketQuarter, 4, "9999-01/9999-03", "9999-10/9999-12"},
		{"9999", BucketYear, 1, "9999", "9999"},
		{"9999", BucketDecade, 1, "999X", "999X"},
		{"9999", BucketCentury, 1, "99XX", "99XX"},
		{"-9999", BucketDay, 365, "-9999-01-01", "-9999-12-31"},
		{"-9999-01-01", BucketDay, 1, "-9999-01-01", "-9999-01-01"},
		{"-9999", BucketMonth, 12, "-9999-01", "-9999-12"},
		{"-9999", BucketQuarter, 4, "-9999-01/-9999-03", "-9999-10/-9999-12"},
		{"-9999", BucketYear, 1, "-9999", "-9999"},
		{"-9999", BucketDecade, 1, "-999X", "-999X"},
		{"-9999", BucketCentury, 1, "-99XX", "-99XX"},
	} {
		for _, zone := range zones {
			w, err := ParseWindow(tt.within, zone)
			if err != nil {
				t.Fatal(err)
			}
			c, err := divide(w, tt.unit, zone)
			if err != nil {
				t.Fatal(err)
			}
			if n := c.size(); n != tt.size || c.period(0).EDTF != tt.first || c.period(n-1).EDTF != tt.last {
				t.Errorf("%s by %s in %q: got %d from %v to %v, want %d from %s to %s", tt.within, tt.unit, zone,
					n, c.period(0), c.period(n-1), tt.size, tt.first, tt.last)
			}
			all := c.window().period(zone)
			if read, err := ParseWindow(all.EDTF, zone); err != nil || read != c.window() {
				t.Errorf("%s by %s in %q covers %s, read as %v, %v; want %v",
					tt.within, tt.unit, zone, all.EDTF, read, err, c.window())
			}
		}
	}
}

// randomSpan has bounds of all kinds: exact, rough, open and unknown ones.
func randomSpan(r *rand.Rand, moment func() Instant) Span {
	for {
		s := Span{moment(), moment(), moment(), moment()}
		switch r.IntN(6) {
		case 0:
			s.StartEarliest, s.StartLatest = NegInf, NegInf
		case 1:
			s.StartEarliest = NegInf
		case 2:
			s.StartLatest = s.StartEarliest
		}
		switch r.IntN(6) {
		case 0:
			s.EndEarliest, s.EndLatest = PosInf, PosInf
		case 1:
			s.EndLatest = PosInf
		case 2:
			s.EndEarliest = s.EndLatest
		}
		// As reading a validity tightens it.
		s.StartLatest = min(s.StartLatest, s.EndLatest.Add(-1))
		s.EndEarliest = max(s.EndEarliest, s.StartEarliest.Add(1))
		if s.validate() == nil {
			return s
		}
	}
}

// naively asks for one unit and one span after the other what they do.
func naively(c *calendar, spans []Span) histogram {
	h := make(histogram, c.size())
	for i := range h {
		w := c.period(i).Window
		for _, s := range spans {
			switch s.Holds(w) {
			case Certain:
				h[i].Active = h[i].Active.plus(1, CountRange{1, 1})
			case Possible:
				h[i].Active.Possible++
			}
			h[i].Started = h[i].Started.plus(1, inside(s.StartEarliest, s.StartLatest, w))
			h[i].Ended = h[i].Ended.plus(1, inside(s.EndEarliest.Add(-1), s.EndLatest.Add(-1), w))
		}
	}
	return h
}

// inside tells whether something in a closed range of seconds is in w.
func inside(earliest, latest Instant, w Window) CountRange {
	in := func(t Instant) bool { return w.From <= t && t < w.Until }
	switch {
	case in(earliest) && in(latest):
		return CountRange{1, 1}
	case earliest < w.Until && latest >= w.From && latest != NegInf && earliest != PosInf:
		return CountRange{0, 1}
	}
	return CountRange{}
}

// TestATallyFollowsFromEverySpanAndUnit compares with asking one by one.
func TestATallyFollowsFromEverySpanAndUnit(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	cases := 0
	for range 3000 {
		unit, zone := timeBuckets[r.IntN(len(timeBuckets))], zones[r.IntN(len(zones))]
		from := randomTime(r)
		length := []int64{daySeconds, 40 * daySeconds, 5 * 366 * daySeconds, 1000 * 366 * daySeconds}[r.IntN(4)]
		c, err := divide(Window{from, from.Add(1 + r.Int64N(length))}, unit, zone)
		if err != nil || c.size() == 0 {
			continue
		}
		cases++
		// Moments near the borders, so that off by one shows.
		moment := func() Instant {
			border := c.borders[r.IntN(len(c.borders))]
			return border.Add([]int64{-1, 0, 1, r.Int64N(length), -r.Int64N(length)}[r.IntN(5)])
		}
		spans := make([]Span, r.IntN(8))
		for i := range spans {
			spans[i] = randomSpan(r, moment)
		}
		if diff := cmp.Diff(naively(&c, spans), c.tally(spans)); diff != "" {
			t.Fatalf("%s from %s in %q, spans %v (-one by one +tally):\n%s",
				unit, c.borders[0], zone, spans, diff)
		}
	}
	if cases < 1000 {
		t.Errorf("only %d cases were compared, want at least 1000", cases)
	}
}

// TestChangePointsAreWhereTheVisibleGraphChanges compares with asking for each
// second what a view of that second shows.
func TestChangePointsAreWhereTheVisibleGraphChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 3000 {
		certainty := []Certainty{Certain, Possible, ""}[r.IntN(3)]
		l := changeLog{certainty: certainty, within: Always}
		spans := map[string][]Span{}
		for i := range r.IntN(6) {
			s := randomSpan(r, func() Instant { return Instant(r.IntN(20)) })
			spans["t"] = append(spans["t"], s)
			l.add(Found{Record: &Relationship{
				Header: Header{ID: ID(strconv.Itoa(i))}, Validity: Validity{Span: s},
			}})
		}
		points, truncated := l.points(spans)
		if truncated {
			t.Fatal("few changes are truncated, want all of them")
		}
		byMoment := map[Instant]ChangePoint{}
		for _, p := range points {
			byMoment[p.At] = p
		}
		for at := Instant(-2); at < 23; at++ {
			visible, changed := 0, 0
			for _, s := range spans["t"] {
				now, before := shows(s, at, certainty), shows(s, at-1, certainty)
				if now {
					visible++
				}
				if now != before {
					changed++
				}
			}
			p, ok := byMoment[at]
			if ok != (changed > 0) || len(p.Appear)+len(p.Disappear) != changed || ok && p.Visible != visible {
				t.Fatalf("%v %s at %d: got %+v, want %d changes and %d visible", spans, certainty, at, p, changed, visible)
			}
		}
	}
}

// shows tells whether a view of one second shows s.
func shows(s Span, at Instant, c Certainty) bool {
	holds := s.Holds(WindowAt(at))
	return holds == Certain || holds == Possible && c != Certain
}

func TestAChangeBelongsToTheTimeOfTheFirstOrLastSecondShown(t *testing.T) {
	span := Span{10, 10, 20, 20}
	for _, tt := range []struct {
		within Window
		want   int
	}{
		{Window{10, 20}, 2},
		{Window{11, 20}, 1},
		{Window{10, 19}, 1},
		{Window{11, 19}, 0},
		{Window{20, 30}, 0},
		{Window{0, 10}, 0},
		{Window{0, 11}, 1},
		{Window{19, 21}, 1},
		{Always, 2},
	} {
		l := changeLog{within: tt.within}
		l.add(Found{Record: &Relationship{Validity: Validity{Span: span}}})
		if got := len(l.kept); got != tt.want {
			t.Errorf("changes of [10, 20) within [%d, %d): got %d, want %d",
				tt.within.From, tt.within.Until, got, tt.want)
		}
	}
}

// TestOnlyTheFirstChangesAreKept adds more than are listed, in a random order.
func TestOnlyTheFirstChangesAreKept(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, n := range []int{MaxChanges, MaxChanges + 1, 12 * MaxChanges} {
		l, spans := changeLog{within: Always}, map[string][]Span{}
		for _, i := range r.Perm(n) {
			s := Span{Instant(i / 3), Instant(i / 3), PosInf, PosInf}
			spans["t"] = append(spans["t"], s)
			l.add(Found{Record: &Relationship{
				Header: Header{ID: ID(fmt.Sprintf("%05d", i))}, Validity: Validity{Span: s},
			}})
		}
		points, truncated := l.points(spans)
		if want := n > MaxChanges; truncated != want {
			t.Errorf("of %d changes: truncated is %t, want %t", n, truncated, want)
		}
		next := 0
		for _, p := range points {
			for _, f := range p.Appear {
				if want := ID(fmt.Sprintf("%05d", next)); f.Record.Head().ID != want {
					t.Fatalf("change %d is %s, want %s", next, f.Record.Head().ID, want)
				}
				next++
			}
			if want := min(n, 3*int(p.At)+3); p.Visible != want {
				t.Errorf("at %d: %d visible, want %d, those not listed included", p.At, p.Visible, want)
			}
		}
		if next != MaxChanges {
			t.Errorf("of %d changes: got %d, want the first %d", n, next, MaxChanges)
		}
	}
}
