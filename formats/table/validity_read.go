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
		return kg.Validity{}, v.place(row, w, err)
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
func (v *validityRule) place(row *row, w kg.Written, err error) error {
	if v.edtf != nil {
		return v.edtf.refuse(row, "validity", err)
	}
	rule, field := v.start, "start"
	if _, e := kg.ParseEDTF(strings.SplitN(w.EDTF, "/", 2)[0]+"/", ""); rule == nil || e == nil {
		rule, field = v.end, "end"
	}
	if rule == nil {
		rule, field = v.start, "start"
	}
	if rule == nil {
		return row.blame(-1, "validity", err)
	}
	return rule.refuse(row, field, err)
}

// yes reports whether a cell says so.
func yes(text string) bool {
	switch strings.ToLower(text) {
	case "true", "yes", "y", "1":
		return true
	}
	return false
}
