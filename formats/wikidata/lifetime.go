package wikidata

import (
	"strings"

	"entente/kg"
)

// lifetimes are the properties that say when an item of a class began and ended, those
// that say it best first.
func lifetimes(what kindOf) (starts, ends []string) {
	switch {
	case what.kind == "person":
		return []string{"P569"}, []string{"P570"}
	case what.class == kg.ClassEvent:
		return []string{startTime, "P571"}, []string{endTime, "P576"}
	default:
		return []string{"P571", startTime}, []string{"P576", endTime}
	}
}

// lifetime reads when an item existed, or when an event happened: what happened at a
// point in time, or only began, is a single date.
func (i *item) lifetime(what kindOf, year int) *period {
	starts, ends := lifetimes(what)
	start, end := i.first(starts...), i.first(ends...)
	q := map[string][]snak{}
	moment := false
	if what.class == kg.ClassEvent {
		point := i.first(pointInTime)
		if point == nil && end == nil && len(i.claims[startTime]) == 0 {
			point = start
		}
		if point != nil && end == nil && len(i.claims[startTime]) == 0 {
			start, end, moment = point, point, true
			q[pointInTime] = []snak{point.Main}
		}
	}
	if start != nil {
		q[earliestDate] = start.Qualifiers[earliestDate]
	}
	if end != nil {
		q[latestDate] = end.Qualifiers[latestDate]
	}
	if start != nil && !moment {
		q[startTime] = []snak{start.Main}
	}
	if end != nil && !moment {
		q[endTime] = []snak{end.Main}
	}
	p := periodOf(q, moment, year)
	p.EDTF = qualified(p.EDTF, start, end)
	if died := end != nil && end.Main.Property == "P570" && end.Main.Type == someValue; died && p.EndedBefore == "" {
		p.Ended = true
		if _, err := kg.ParseInstant(i.modified); err == nil {
			p.EndedBefore = i.modified // the file knew of it then
		}
	}
	return p
}

// first returns the first of the best statements of the first property that has any.
func (i *item) first(properties ...string) *statement {
	for _, p := range properties {
		if found := best(i.claims[p]); len(found) > 0 {
			return found[0]
		}
	}
	return nil
}

// circumstances are the marks of EDTF for what P1480 says of a date.
var circumstances = map[string]string{"Q5727902": "~", "Q18122778": "?", "Q30230067": "?"}

// qualified marks the dates of an EDTF text that its statements call rough or doubtful.
func qualified(text string, start, end *statement) string {
	from, to, interval := strings.Cut(text, "/")
	from = marked(from, start)
	if !interval {
		return from
	}
	return from + "/" + marked(to, end)
}

func marked(text string, s *statement) string {
	if s == nil || text == "" || text == ".." || strings.ContainsAny(text, "~?%") {
		return text
	}
	for i := range s.Qualifiers["P1480"] {
		if id, ok := s.Qualifiers["P1480"][i].item(); ok && circumstances[id] != "" {
			return text + circumstances[id]
		}
	}
	return text
}
