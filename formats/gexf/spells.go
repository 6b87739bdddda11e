package gexf

import (
	"slices"

	"entente/formats"
	"entente/kg"
)

// dynamic reports whether an export of what held in w can be looked at over time.
func dynamic(w kg.Window) bool {
	const day = 24 * 60 * 60
	return w.From.Infinite() || w.Until.Infinite() || w.Until-w.From > day
}

// spells appends the time in which something was possibly in force, as far as it lies
// within a window. What lies outside, which is shown where a filter asks for it, is left
// as it is.
func (f *writer) spells(b []byte, s kg.Span, within kg.Window) []byte {
	from, until := max(s.StartEarliest, within.From), min(s.EndLatest, within.Until)
	if from >= until {
		from, until = s.StartEarliest, s.EndLatest
	}
	if !f.dynamic || from.Infinite() && until.Infinite() {
		return b
	}
	b = append(b, "<spells><spell"...)
	if !from.Infinite() {
		b = append(moment(append(b, ` start="`...), from), `Z"`...)
	}
	if !until.Infinite() {
		b = append(moment(append(b, ` end="`...), until.Add(-1)), `.999Z"`...)
	}
	return append(b, "/></spells>"...)
}

// moment appends a moment without the letter of its zone. XML knows no plus before a year.
func moment(b []byte, t kg.Instant) []byte {
	begin := len(b)
	b = formats.AppendMoment(b, t)
	if b[begin] == '+' {
		b = slices.Delete(b, begin, begin+1)
	}
	return b[:len(b)-1]
}
