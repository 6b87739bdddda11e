package side

import (
	"fmt"
	"time"

	"entente/bench/graph"
	"entente/kg"
)

// longAgo is the day from which a tie holds whose start is not known: before every date
// asked about, so that a peer needs no second condition to find it.
const longAgo = "0001-01-01"

// days returns the days [from, to) on some moment of which a tie may have held, for peers
// that keep one day for each end: Entente's POSSIBLE reading of the same dates. An empty
// to says that it goes on, or that its end is not known.
func days(t graph.Tie) (from, to string, err error) {
	from = longAgo
	if t.Start != "" {
		start, err := kg.ParseDate(t.Start, "")
		if err != nil {
			return "", "", fmt.Errorf("start of %s: %w", t.ID, err)
		}
		from = day(start.First)
	}
	if t.End != "" {
		end, err := kg.ParseDate(t.End, "")
		if err != nil {
			return "", "", fmt.Errorf("end of %s: %w", t.ID, err)
		}
		to = day(end.Last.Add(1))
	}
	return from, to, nil
}

func day(at kg.Instant) string { return time.Unix(int64(at), 0).UTC().Format(time.DateOnly) }
