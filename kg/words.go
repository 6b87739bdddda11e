package kg

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Text says v in English, such as "about Oct 2015 – 20 Jan 2026, end uncertain",
// "since 11 Oct 2015" (and going on) or "from 2015, end unknown". It is empty for a
// validity without text.
func (v Validity) Text() string {
	r, err := v.parse()
	if err != nil {
		return v.EDTF
	}
	var notes []string
	if extent := r.extent(); extent != "" {
		notes = append(notes, extent)
	}
	notes = append(notes, r.boundNotes()...)
	notes = append(notes, r.doubtNotes()...)
	notes = append(notes, r.remarkNotes()...)
	return strings.Join(notes, ", ")
}

// extent says the dates that are written.
func (r *reading) extent() string {
	start, end := r.expression.Start, r.expression.End
	switch {
	case r.expression.Single:
		return start.Date.Words()
	case start.Open && end.Open:
		return "always"
	case start.Known() && end.Known():
		return start.Date.Words() + " – " + end.Date.Words()
	case start.Known() && end.Open:
		return "since " + start.Date.Words()
	case start.Known():
		return "from " + start.Date.Words()
	case end.Known():
		return "until " + end.Date.Words()
	}
	return ""
}

// boundNotes says of the bounds without a date why they have none.
func (r *reading) boundNotes() []string {
	start, end := r.expression.Start, r.expression.End
	if start.Unknown() && end.Unknown() && !r.ended {
		return []string{"start and end unknown"}
	}
	var notes []string
	switch {
	case start.Unknown():
		notes = append(notes, "start unknown")
	case start.Open && !end.Open:
		notes = append(notes, "start open")
	}
	switch {
	case r.ended && r.endedBefore.given():
		notes = append(notes, "ended by "+r.endedBefore.fullWords()+" at an unknown date")
	case r.ended:
		notes = append(notes, "ended at an unknown date")
	case end.Unknown():
		notes = append(notes, "end unknown")
	case end.Open && start.Unknown():
		notes = append(notes, "ongoing")
	}
	return notes
}

// doubtNotes says which dates are uncertain, and whether the end is a plan.
func (r *reading) doubtNotes() []string {
	start, end := r.expression.Start.Date.Uncertain(), r.expression.End.Date.Uncertain()
	var notes []string
	switch {
	case r.expression.Single && start:
		notes = append(notes, "date uncertain")
	case start && end:
		notes = append(notes, "start and end uncertain")
	case start:
		notes = append(notes, "start uncertain")
	case end:
		notes = append(notes, "end uncertain")
	}
	switch {
	case r.scheduled && r.expression.Single:
		notes = append(notes, "scheduled")
	case r.scheduled:
		notes = append(notes, "end scheduled")
	}
	return notes
}

// remarkNotes says the remarks that are not part of the bounds already.
func (r *reading) remarkNotes() []string {
	var notes []string
	switch from, until := r.attestedFrom, r.attestedUntil; {
	case from.given() && from == until:
		notes = append(notes, "attested "+from.fullWords())
	case from.given() && until.given():
		notes = append(notes, "attested from "+from.fullWords()+" until "+until.fullWords())
	case from.given():
		notes = append(notes, "attested from "+from.fullWords())
	case until.given():
		notes = append(notes, "attested until "+until.fullWords())
	}
	if r.startedAfter.given() {
		notes = append(notes, "started no earlier than "+r.startedAfter.fullWords())
	}
	if r.endedBefore.given() && !r.ended {
		notes = append(notes, "ended no later than "+r.endedBefore.fullWords())
	}
	return notes
}

// Words says d in English, such as "about Oct 2015", "15 Mar 44 BCE" or "20 Jan
// 2026, 17:00 UTC". It is silent on whether the date is uncertain. Times of day are
// shown in the zone of d.
func (d Date) Words() string {
	if d.isInstant() {
		return d.First.words(d.Zone)
	}
	m := datePattern.FindStringSubmatch(d.Text)
	if m == nil {
		return d.Text
	}
	words := dayWords(m[1], m[2], m[3])
	if d.Approximate() {
		return "about " + words
	}
	return words
}

// fullWords is Words with a note on whether the date is uncertain.
func (d Date) fullWords() string {
	if d.Uncertain() {
		return d.Words() + " (uncertain)"
	}
	return d.Words()
}

// dayWords says a date without a time of day. Month and day may be missing.
func dayWords(year, month, day string) string {
	switch {
	case strings.Contains(year, "X"):
		return yearsWords(year)
	case month == "":
		return yearWords(signed(year))
	case month == "XX" && day == "":
		return yearWords(signed(year)) + " (month unknown)"
	case month == "XX":
		return yearWords(signed(year)) + " (month and day unknown)"
	}
	words := monthWords(number(month)) + " " + yearWords(signed(year))
	switch day {
	case "":
		return words
	case "XX":
		return words + " (day unknown)"
	}
	return fmt.Sprintf("%d %s", number(day), words)
}

// words says t as a clock in zone shows it.
func (t Instant) words(zone Zone) string {
	at := time.Unix(int64(t.Add(zone.seconds())), 0).UTC()
	clock := "15:04"
	if at.Second() != 0 {
		clock = "15:04:05"
	}
	return fmt.Sprintf("%d %s %s, %s %s", at.Day(), monthWords(int(at.Month())),
		yearWords(at.Year()), at.Format(clock), zone.label())
}

func monthWords(month int) string {
	return time.Month(month).String()[:3]
}

// yearWords says an astronomical year as people count: 0000 is 1 BCE. Years of fewer
// than four digits are marked, lest they be taken for days or short for later ones.
func yearWords(year int) string {
	switch {
	case year <= 0:
		return fmt.Sprintf("%d BCE", 1-year)
	case year < 1000:
		return fmt.Sprintf("%d CE", year)
	}
	return strconv.Itoa(year)
}

// yearsWords says a decade or a century. Only the decades of four-digit years have a
// name that cannot be misread: "the 2000s" may be ten years or a hundred.
func yearsWords(year string) string {
	from, to, unit := years(year)
	if unit == 10 && from >= 1000 && from%100 != 0 {
		return fmt.Sprintf("the %ds", from)
	}
	return "some time in " + yearWords(from) + " to " + yearWords(to)
}
