package table

import (
	"strings"

	"entente/kg"
)

// read reads the validity of a row. Nothing written is unknown.
func (v *validityRule) read(row *row, now kg.Instant) (kg.Validity, error) {
	if v == nil {
		return kg.Unknown, nil
	}
	var w kg.Written
	var err error
	if v.edtf != nil {
		err = v.single(row, "validity", &w)
	} else {
		err = v.interval(row, &w)
	}
	if err == nil {
		err = v.remarks(row, &w)
	}
	if err != nil {
		return kg.Validity{}, err
	}
	if v.event && v.blank(row) && w == (kg.Written{EDTF: "/"}) {
		return kg.Validity{Span: kg.Unknown.Span}, nil
	}
	read, err := w.Read(now)
	if err != nil {
		return kg.Validity{}, v.place(row, err)
	}
	return read, nil
}

// single reads a date or interval of one column.
func (v *validityRule) single(row *row, field string, w *kg.Written) error {
	if v.edtf.date != nil {
		if text := v.edtf.date.of(row); strings.Contains(text, "/") {
			w.EDTF = text
			return nil
		}
	}
	b, err := v.edtf.read(row, field, false)
	switch {
	case b.text == "..":
		w.EDTF = "../.."
	case b.text == "":
		w.EDTF, w.AttestedFrom, w.StartedAfter = "/", b.attested, b.limit
	default:
		w.EDTF = b.text
	}
	return err
}

func (v *validityRule) interval(row *row, w *kg.Written) error {
	start, err := v.start.read(row, "start", false)
	if err != nil {
		return err
	}
	end, err := v.end.read(row, "end", true)
	if err != nil {
		return err
	}
	w.EDTF = start.text + "/" + end.text
	w.AttestedFrom, w.StartedAfter = start.attested, start.limit
	w.AttestedUntil, w.EndedBefore = end.attested, end.limit
	w.Ended, w.Scheduled = end.ended, end.scheduled
	return nil
}

// remarks reads what stands apart from the dates.
func (v *validityRule) remarks(row *row, w *kg.Written) error {
	for _, remark := range []struct {
		field string
		rule  *dateRule
		to    *string
	}{
		{"attestedFrom", v.attestedFrom, &w.AttestedFrom},
		{"attestedUntil", v.attestedUntil, &w.AttestedUntil},
		{"startedAfter", v.startedAfter, &w.StartedAfter},
		{"endedBefore", v.endedBefore, &w.EndedBefore},
	} {
		b, err := remark.rule.read(row, remark.field, false)
		if err != nil {
			return err
		}
		if b.text != "" {
			*remark.to = b.text
		}
	}
	w.Ended = w.Ended || yes(v.ended.of(row))
	w.Scheduled = w.Scheduled || yes(v.scheduled.of(row))
	if zone := v.zone.of(row); zone != "" {
		w.Zone = kg.Zone(zone)
	}
	return nil
}

// place puts a mistake in the time at the column that it is about.
func (v *validityRule) place(row *row, err error) error {
	last, field := v.end, "end"
	if last == nil {
		last, field = v.start, "start"
	}
	for _, bound := range []struct {
		rule  *dateRule
		field string
	}{
		{v.start, "start"},
		{v.end, "end"},
		{v.attestedFrom, "attestedFrom"},
		{v.attestedUntil, "attestedUntil"},
		{v.startedAfter, "startedAfter"},
		{v.endedBefore, "endedBefore"},
	} {
		if placed := wrongDate(bound.rule, row, bound.field, kg.Zone(v.zone.of(row))); placed != nil {
			return placed
		}
	}
	switch {
	case v.edtf != nil:
		return v.edtf.refuse(row, "validity", err)
	case last == nil:
		return row.blame(-1, "validity", err)
	}
	// Each is a date by itself, so that it is about the two, which the value shows.
	return row.blame(last.column(), field, err)
}

// wrongDate returns the error of what is to be one date and is none, and nil of others.
func wrongDate(rule *dateRule, row *row, field string, zone kg.Zone) error {
	b, err := rule.read(row, field, field == "end")
	if err != nil {
		return err
	}
	for _, text := range []string{b.text, b.attested, b.limit} {
		if text == "" || text == ".." {
			continue
		}
		if strings.Contains(text, "/") {
			return rule.refuse(row, field, &kg.InvalidError{
				Value: text, Reason: "two dates, where one is to be", Accepted: "write the one date here",
			})
		}
		if _, err := kg.ParseEDTF(text, zone); err != nil {
			return rule.refuse(row, field, err)
		}
	}
	return nil
}

// yes reports whether a cell says so.
func yes(text string) bool {
	switch strings.ToLower(text) {
	case "true", "yes", "y", "1":
		return true
	}
	return false
}
