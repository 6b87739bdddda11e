package kg_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// A reading is one choice of start and end for a span. Infinite ones are chosen far
// away: an open start before an unknown one, an end that never comes last of all.
type reading struct{ start, end kg.Instant }

const (
	// Every date that bounds and windows name lies between these.
	firstDate, lastDate kg.Instant = -1, dates + 3

	openStart, farBack kg.Instant = -100, -99
	farAhead, neverEnd kg.Instant = 99, 100
)

// readingsOf returns all readings of a span of small instants.
func readingsOf(s kg.Span) []reading {
	var all []reading
	for _, start := range choices(s.StartEarliest, s.StartLatest, openStart, farAhead) {
		for _, end := range choices(s.EndEarliest, s.EndLatest, farBack, neverEnd) {
			if start < end {
				all = append(all, reading{start, end})
			}
		}
	}
	return all
}

// choices returns what lies in a range, with stand-ins for the infinite.
func choices(least, most, first, last kg.Instant) []kg.Instant {
	var all []kg.Instant
	if least == kg.NegInf {
		all = append(all, first)
	}
	for t := firstDate; t < lastDate; t++ {
		if least <= t && t <= most {
			all = append(all, t)
		}
	}
	if most == kg.PosInf {
		all = append(all, last)
	}
	return all
}

// A fate is what becomes of a chain of hops over all their readings.
type fate struct {
	certainty          kg.Certainty
	certain, possible  string
	departure, arrival kg.Moment
}

// fateOf tries all readings of the hops of a chain.
func fateOf(spans []kg.Span, w kg.Window, mode kg.PathMode) fate {
	exists, readings := 0, 0
	var departures, arrivals []kg.Instant
	inAll, inSome := map[kg.Instant]int{}, map[kg.Instant]bool{}
	var choose func(chosen []reading)
	choose = func(chosen []reading) {
		if len(chosen) < len(spans) {
			for _, r := range readingsOf(spans[len(chosen)]) {
				choose(append(chosen, r))
			}
			return
		}
		readings++
		departure, arrival, common := take(chosen, w)
		for _, t := range common {
			inAll[t]++
			inSome[t] = true
		}
		if mode == kg.PathContinuous && len(common) > 0 ||
			mode == kg.PathConsecutive && arrival != kg.PosInf {
			exists++
			departures, arrivals = append(departures, departure), append(arrivals, arrival)
		}
	}
	choose(nil)
	f := fate{departure: spread(departures), arrival: spread(arrivals)}
	for _, t := range samples() {
		f.certain += mark(inAll[t] == readings)
		f.possible += mark(inSome[t])
	}
	switch exists {
	case 0:
	case readings:
		f.certainty = kg.Certain
	default:
		f.certainty = kg.Possible
	}
	return f
}

// take goes along the hops as early as it can. It returns PosInf where it comes too
// late, and the sampled seconds at which all hops hold.
func take(hops []reading, w kg.Window) (departure, arrival kg.Instant, common []kg.Instant) {
	at := w.From
	for i, hop := range hops {
		if at = max(at, hop.start); at >= hop.end || at >= w.Until {
			at = kg.PosInf
		}
		if i == 0 {
			departure = at
		}
	}
	for t := openStart; t < neverEnd; t++ {
		holds := w.From <= t && t < w.Until
		for _, hop := range hops {
			holds = holds && hop.start <= t && t < hop.end
		}
		if holds {
			common = append(common, t)
		}
	}
	return departure, at, common
}

// samples are the seconds at which intervals are compared: one before and one after
// all dates, and those between.
func samples() []kg.Instant {
	all := []kg.Instant{-50}
	for t := firstDate; t < lastDate; t++ {
		all = append(all, t)
	}
	return append(all, 50)
}

func mark(in bool) string {
	if in {
		return "x"
	}
	return "."
}

// spread returns the range of some instants, with infinite ones for their stand-ins.
func spread(instants []kg.Instant) kg.Moment {
	if len(instants) == 0 {
		return kg.Moment{}
	}
	m := kg.Moment{Earliest: kg.PosInf, Latest: kg.NegInf}
	for _, t := range instants {
		m.Earliest, m.Latest = min(m.Earliest, t), max(m.Latest, t)
	}
	for _, t := range []*kg.Instant{&m.Earliest, &m.Latest} {
		switch {
		case *t <= farBack:
			*t = kg.NegInf
		case *t >= farAhead:
			*t = kg.PosInf
		}
	}
	return m
}

// marks tells a window at the samples.
func marks(w *kg.Window) string {
	text := ""
	for _, t := range samples() {
		text += mark(w != nil && w.From <= t && t < w.Until)
	}
	return text
}

// toldFate returns the fate of a chain as a graph of it tells.
func toldFate(t *testing.T, spans []kg.Span, w kg.Window, mode kg.PathMode) fate {
	t.Helper()
	var ties []*kg.Relationship
	for i, s := range spans {
		ties = append(ties, link(i, i, i+1, s))
	}
	paths, err := mazeOf(t, len(spans)+1, ties).Paths(t.Context(), kg.View{}, kg.PathQuery{
		From: point(0), To: point(len(spans)), Mode: mode, Within: &w,
		MaxLength: kg.MaxPathLength, First: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		return fate{}
	}
	f := fate{certainty: paths[0].Certainty}
	if mode == kg.PathContinuous {
		f.certain, f.possible = marks(paths[0].Interval.Certain), marks(&paths[0].Interval.Possible)
		return f
	}
	f.departure, f.arrival = *paths[0].Departure, *paths[0].Arrival
	return f
}

// TestAPathIsWhatTheReadingsOfItsHopsSay holds certainty, common intervals and times
// of departure and arrival against every reading of the bounds, for chains of one
// to three hops.
func TestAPathIsWhatTheReadingsOfItsHopsSay(t *testing.T) {
	const chains = 4000
	r := rand.New(rand.NewPCG(3, 4))
	seen := map[string]int{}
	for range chains {
		spans := make([]kg.Span, 1+r.IntN(3))
		for i := range spans {
			spans[i] = randomSpan(r)
		}
		w, mode := randomWindow(r), kg.PathContinuous
		if r.IntN(2) == 0 {
			mode = kg.PathConsecutive
		}
		want := fateOf(spans, w, mode)
		if mode == kg.PathConsecutive || want.certainty == "" {
			want.certain, want.possible = "", ""
		}
		if mode == kg.PathContinuous {
			want.departure, want.arrival = kg.Moment{}, kg.Moment{}
		}
		seen[fmt.Sprint(mode, want.certainty)]++
		if diff := cmp.Diff(want, toldFate(t, spans, w, mode), cmp.AllowUnexported(fate{})); diff != "" {
			t.Fatalf("%s path by %v within %v (-want +got):\n%s", mode, spans, w, diff)
		}
	}
	t.Log(seen)
}
