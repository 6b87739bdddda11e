package side

import (
	"testing"

	"entente/bench/graph"
)

func TestDaysHoldAllThatDatesCanMean(t *testing.T) {
	for _, tt := range []struct {
		name     string
		give     graph.Tie
		from, to string
	}{
		{"two days", graph.Tie{Start: "2012-07-20", End: "2013-04-10"}, "2012-07-20", "2013-04-11"},
		{"two months", graph.Tie{Start: "1994-11", End: "1999-12"}, "1994-11-01", "2000-01-01"},
		{"two years", graph.Tie{Start: "2008", End: "2010"}, "2008-01-01", "2011-01-01"},
		{"it goes on", graph.Tie{Start: "2025-05", Open: true}, "2025-05-01", ""},
		{"the end is not known", graph.Tie{Start: "2004-02-29"}, "2004-02-29", ""},
		{"the start is not known", graph.Tie{End: "2004-02-29"}, longAgo, "2004-03-01"},
		{"nothing is known", graph.Tie{}, longAgo, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			from, to, err := days(tt.give)
			if err != nil || from != tt.from || to != tt.to {
				t.Errorf("days = %q, %q, %v; want %q, %q", from, to, err, tt.from, tt.to)
			}
		})
	}
}

func TestDaysRefuseWhatIsNoDate(t *testing.T) {
	for _, tie := range []graph.Tie{{Start: "soon"}, {Start: "2004", End: "2004-13"}} {
		if _, _, err := days(tie); err == nil {
			t.Errorf("days of %+v: got no error, want one", tie)
		}
	}
}
