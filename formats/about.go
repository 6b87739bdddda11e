package formats

import (
	"strings"
	"time"

	"entente/kg"
)

// Pairs returns what a says as names and texts, always in the same order, for formats
// that have room for them: title, as_of, known, according_to, certainty, where and
// licences. What was not asked for is left out, and so are licences where none is named;
// known is always there. Several claimants or licences are parted by "; ".
func (a About) Pairs() [][2]string {
	claimants := make([]string, len(a.AccordingTo))
	for i, id := range a.AccordingTo {
		claimants[i] = string(id)
	}
	var pairs [][2]string
	for _, pair := range [...][2]string{
		{"title", a.Title},
		{"as_of", a.Valid},
		{"known", KnownText(a.Known)},
		{"according_to", strings.Join(claimants, "; ")},
		{"certainty", string(a.Certainty)},
		{"where", a.Where},
		{"licences", strings.Join(a.Licences, "; ")},
	} {
		if pair[1] != "" {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// KnownText writes a recorded time as the API reads it, to the microsecond, so that the
// same question can be asked again.
func KnownText(t kg.RecordedTime) string { return t.Time().Format(time.RFC3339Nano) }

// Pairs returns what x is of; see [About.Pairs]. Where no time was asked for, status_at
// says when the statuses are read.
func (x *Export) Pairs() [][2]string {
	pairs := x.About.Pairs()
	if x.View.Valid.Unbounded() {
		pairs = append(pairs, [2]string{"status_at", x.View.StatusWindow().From.String()})
	}
	return pairs
}
