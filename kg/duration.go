package kg

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Duration is a length of time in whole seconds. A day has 86,400 of them and a
// week seven days, since instants know no leap seconds.
type Duration int64

// MaxDuration is more than lies between the first year that can be written and the
// last; Endless is the length of what has no start or no end.
const (
	MaxDuration Duration = 20000 * 366 * daySeconds
	Endless     Duration = 1<<63 - 1

	daySeconds = 24 * 60 * 60
)

const acceptDuration = "write whole weeks, days, hours, minutes and seconds: P2W, P30D, PT6H, P1DT12H"

// durationUnits are the seconds of what durationPattern captures, in its order.
var (
	durationPattern = regexp.MustCompile(
		`^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$`)
	durationUnits = [...]int64{7 * daySeconds, daySeconds, 60 * 60, 60, 1}
)

// ParseDuration reads a duration of ISO 8601 in units of a fixed length: weeks,
// days, hours, minutes and seconds, such as "P30D" or "P1DT12H". Years and months
// are refused, since one is not as long as another, and so are fractions. Errors
// are [*InvalidError] without a field.
func ParseDuration(text string) (Duration, error) {
	if len(text) > MaxDate {
		return 0, refusal(text, "not a duration", acceptDuration)
	}
	m := durationPattern.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(text, "P") || strings.HasSuffix(text, "T") {
		return 0, refusal(text, explainDuration(text), acceptDuration)
	}
	var sum int64
	for i, unit := range durationUnits {
		if m[i+1] == "" {
			continue
		}
		n, err := strconv.ParseInt(m[i+1], 10, 64)
		if err != nil || n > (int64(MaxDuration)-sum)/unit {
			return 0, refusal(text, "longer than from the year -9999 to 9999", acceptDuration)
		}
		sum += n * unit
	}
	return Duration(sum), nil
}

// explainDuration says what is wrong with a text that is not read as a duration.
func explainDuration(text string) string {
	date, _, _ := strings.Cut(text, "T")
	switch {
	case !strings.HasPrefix(strings.TrimLeft(text, "+-"), "P"):
		return "not a duration"
	case text[0] != 'P':
		return "a duration with a sign"
	case strings.ContainsAny(text, ".,"):
		return "a duration with a fraction"
	case strings.Contains(date, "Y"):
		return "years, which are not equally long"
	case strings.Contains(date, "M"):
		return "months, which are not equally long"
	}
	return "not a duration"
}

// lasts returns how long s lasts at least and at most. What has no start or no end
// is Endless; where a bound is not known, that is the most.
func (s Span) lasts() (shortest, longest Duration) {
	shortest, longest = 1, Endless
	switch {
	case s.StartLatest == NegInf || s.EndEarliest == PosInf:
		shortest = Endless
	case !s.StartLatest.Infinite() && !s.EndEarliest.Infinite():
		shortest = max(1, Duration(s.EndEarliest-s.StartLatest))
	}
	if !s.StartEarliest.Infinite() && !s.EndLatest.Infinite() {
		longest = Duration(s.EndLatest - s.StartEarliest)
	}
	return shortest, longest
}

// String writes d as [ParseDuration] reads it, in days, hours, minutes and seconds:
// P11D, PT3H, P4DT12H. An endless one is ∞.
func (d Duration) String() string {
	switch d {
	case 0:
		return "PT0S"
	case Endless:
		return "∞"
	}
	var b strings.Builder
	b.WriteByte('P')
	write := func(n Duration, unit string) {
		if n > 0 {
			fmt.Fprintf(&b, "%d%s", int64(n), unit)
		}
	}
	write(d/daySeconds, "D")
	clock := d % daySeconds
	if clock > 0 {
		b.WriteByte('T')
	}
	write(clock/3600, "H")
	write(clock/60%60, "M")
	write(clock%60, "S")
	return b.String()
}

// Days returns d in days of 24 hours.
func (d Duration) Days() float64 { return float64(d) / daySeconds }
