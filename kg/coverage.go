package kg

import (
	"cmp"
	"slices"
)

// lengthIn returns the length of what lasts through one window for sure, and through
// the other at the most.
func lengthIn(certain, possible Window) Length {
	most := possible.length()
	return Length{Least: certain.length(), Most: most, Open: most > 0 && possible.Until == PosInf}
}

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
	open := false
	for i, s := range spans {
		open = open || s.EndLatest == PosInf
		certain[i] = Window{s.StartLatest, s.EndEarliest}
		possible[i] = Window{s.StartEarliest, s.EndLatest}
	}
	return Length{Least: max(1, covered(certain)), Most: covered(possible), Open: open}
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
	return lengthIn(Window{end.Max, next.StartEarliest}, Window{end.Min, next.StartLatest})
}
