package kg

import (
	"cmp"
	"slices"
)

// lengthFrom returns the length of what lasts at least and at most so long.
func lengthFrom(least, most Duration) Length { return Length{least, most, most == Endless} }

// length returns how long w lasts, 0 where it has no second.
func (w Window) length() Duration {
	switch {
	case w.From >= w.Until:
		return 0
	case w.From == NegInf || w.Until == PosInf:
		return Endless
	}
	return Duration(w.Until - w.From)
}

// inForce returns for how long at least one of the spans holds, what two cover
// counted once: at least the seconds in which one certainly does, or one second, and
// at most those in which one possibly does.
func inForce(spans []Span) Length {
	if len(spans) == 0 {
		return Length{}
	}
	certain, possible := make([]Window, len(spans)), make([]Window, len(spans))
	for i, s := range spans {
		certain[i] = Window{s.StartLatest, s.EndEarliest}
		possible[i] = Window{s.StartEarliest, s.EndLatest}
	}
	return lengthFrom(max(1, covered(certain)), covered(possible))
}

// covered returns how long at least one of the windows lasts.
func covered(windows []Window) Duration {
	slices.SortFunc(windows, func(a, b Window) int { return cmp.Compare(a.From, b.From) })
	var total Duration
	until := NegInf
	for _, w := range windows {
		n := Window{max(w.From, until), w.Until}.length()
		if n == Endless {
			return Endless
		}
		total += n
		until = max(until, w.Until)
	}
	return total
}

// gapBefore returns the time from the end of what is over by end at the latest to
// the start of next: 0 where next has started by then.
func gapBefore(end Range, next Span) Length {
	return lengthFrom(
		Window{end.Max, next.StartEarliest}.length(), Window{end.Min, next.StartLatest}.length(),
	)
}
