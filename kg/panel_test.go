package kg

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// randomTie is a relationship of one of few types between two of few entities.
func randomTie(r *rand.Rand, moment func() Instant) Found {
	from, to := &Entity{Header: Header{ID: "a"}}, &Entity{Header: Header{ID: "b"}}
	if r.IntN(2) == 0 {
		from, to = to, from
	}
	if r.IntN(3) == 0 {
		to = &Entity{Header: Header{ID: "c"}}
	}
	kind := r.IntN(2)
	return Found{From: from, To: to, Record: &Relationship{
		From: from.ID, To: to.ID, Type: []string{"commands", "pact"}[kind], Symmetric: kind == 1,
		Sign: []Sign{SignHostile, SignNeutral}[r.IntN(2)], Validity: Validity{Span: randomSpan(r, moment)},
	}}
}

// pagesOf reads a panel of relationships page by page.
func pagesOf(t *testing.T, q PanelQuery, w Window, zone Zone, ties []Found) (rows []PanelRow, total int) {
	t.Helper()
	for {
		p := Panel{query: q, spans: make(map[PanelSeries][]Span), ends: make(map[PanelSeries]Found)}
		for _, f := range ties {
			p.add(f)
		}
		var err error
		if p.calendar, err = divideFor(q.TimeQuery, w, zone, p.spans); err != nil {
			t.Fatal(err)
		}
		p.Bucket = p.calendar.unit
		if err := p.fill(); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, p.Rows...)
		if !p.HasNext {
			return rows, p.Total()
		}
		q.After = &p.Rows[len(p.Rows)-1].PanelPlace
	}
}

// rowText writes a row as text.
func rowText(series PanelSeries, period Period, a Activity) string {
	return fmt.Sprint(series, period.EDTF, a)
}

// TestAPanelFollowsFromEveryRelationshipAndPeriod compares with asking each
// relationship about each period, read page by page.
func TestAPanelFollowsFromEveryRelationshipAndPeriod(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	cases := 0
	for range 2000 {
		unit, zone := timeBuckets[r.IntN(len(timeBuckets))], zones[r.IntN(len(zones))]
		from := randomTime(r)
		w := Window{from, from.Add(1 + r.Int64N(40*daySeconds))}
		c, err := divide(w, unit, zone)
		if err != nil || c.size() == 0 {
			continue
		}
		cases++
		ties := make([]Found, r.IntN(7))
		for i := range ties {
			ties[i] = randomTie(r, func() Instant {
				return c.borders[r.IntN(len(c.borders))].Add([]int64{-1, 0, 1, r.Int64N(4e6) - 2e6}[r.IntN(4)])
			})
		}
		q := PanelQuery{First: 1 + r.IntN(9), Balanced: r.IntN(2) == 0}
		q.Bucket = unit
		rows, total := pagesOf(t, q, w, zone, ties)
		got := make([]string, len(rows))
		for i, row := range rows {
			got[i] = rowText(row.PanelSeries, row.Period, row.Activity)
		}
		if diff := cmp.Diff(naivePanel(&c, q.Balanced, ties), got); diff != "" || total != len(got) {
			t.Fatalf("%s of %v, %d counted (-one by one +panel):\n%s", unit, ties, total, diff)
		}
	}
	if cases < 1000 {
		t.Errorf("only %d cases were compared, want at least 1000", cases)
	}
}

// naivePanel makes the rows of a panel series by series and period by period.
func naivePanel(c *calendar, balanced bool, ties []Found) []string {
	series := map[PanelSeries][]Span{}
	for _, f := range ties {
		tie := f.Record.(*Relationship)
		s := PanelSeries{tie.From, tie.To, tie.Type, tie.Sign}
		if tie.Symmetric && s.From > s.To {
			s.From, s.To = s.To, s.From
		}
		if tie.Validity.Span.Holds(c.window()) != "" {
			series[s] = append(series[s], tie.Validity.Span)
		}
	}
	var ordered []PanelSeries
	for s := range series {
		ordered = append(ordered, s)
	}
	slices.SortFunc(ordered, PanelSeries.compare)
	rows := []string{}
	for _, s := range ordered {
		for i, a := range naively(c, series[s]) {
			if balanced || a != (Activity{}) {
				rows = append(rows, rowText(s, c.period(i), a))
			}
		}
	}
	return rows
}

func TestAPlaceAmongOtherPeriodsIsRefused(t *testing.T) {
	p := Panel{Bucket: BucketMonth, query: PanelQuery{After: &PanelPlace{Bucket: BucketYear}}}
	var invalid *InvalidError
	if err := p.fill(); !errors.As(err, &invalid) || invalid.Field != "after" {
		t.Errorf("a cursor of a panel by year in one by month: got %v, want one that blames after", err)
	}
}
