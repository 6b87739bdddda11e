package formats

import (
	"strconv"
	"time"

	"entente/kg"
)

// appendDates adds what is to say of a validity, from edtf to end_latest.
func appendDates(row []string, v kg.Validity) []string {
	s := v.Span
	row = append(row, v.EDTF, v.Text(), string(v.Start().Kind), string(v.End().Kind),
		DayText(s.StartEarliest), DayText(s.EndLatest.Add(-1)))
	if s.StartLatest < s.EndEarliest {
		row = append(row, DayText(s.StartLatest), DayText(s.EndEarliest.Add(-1)))
	} else {
		row = append(row, "", "")
	}
	return append(row, MomentText(s.StartEarliest), MomentText(s.StartLatest),
		MomentText(s.EndEarliest), MomentText(s.EndLatest))
}

// DayText writes the day of a moment in UTC, such as "2026-01-20"; nothing for one that
// is infinite.
func DayText(t kg.Instant) string {
	if t.Infinite() {
		return ""
	}
	return string(appendDay(make([]byte, 0, 16), t))
}

// MomentText writes a moment as [kg.Instant.String] does, and nothing for one that is
// infinite.
func MomentText(t kg.Instant) string {
	if t.Infinite() {
		return ""
	}
	return string(AppendMoment(make([]byte, 0, 24), t))
}

// AppendMoment appends a moment, which must be finite, as [kg.Instant.String] writes it,
// and in a fraction of the time: an export has several for each relationship.
func AppendMoment(b []byte, t kg.Instant) []byte {
	hour, minute, second := time.Unix(int64(t), 0).UTC().Clock()
	b = append(appendDay(b, t), 'T')
	b = append(appendTwo(b, hour), ':')
	b = append(appendTwo(b, minute), ':')
	return append(appendTwo(b, second), 'Z')
}

func appendDay(b []byte, t kg.Instant) []byte {
	year, month, day := time.Unix(int64(t), 0).UTC().Date()
	switch {
	case year < 0:
		b, year = append(b, '-'), -year
	case year > 9999:
		b = append(b, '+')
	}
	for digit := 1000; digit > 1 && year < digit; digit /= 10 {
		b = append(b, '0')
	}
	b = append(strconv.AppendInt(b, int64(year), 10), '-')
	b = append(appendTwo(b, int(month)), '-')
	return appendTwo(b, day)
}

func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }
