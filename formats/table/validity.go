package table

import (
	"strings"

	"entente/kg"
)

// A validityRule says where the time stands during which something holds.
type validityRule struct {
	// edtf is a column with the whole of it; or start and end stand apart.
	edtf, start, end                                       *dateRule
	attestedFrom, attestedUntil, startedAfter, endedBefore *dateRule
	ended, scheduled, zone                                 *text
	// event says that a time that is left empty is that of the event at one end.
	event bool
}

// validity returns what reads a validity: a date or interval, or a mapping.
func (d *decoder) validity(what string, to **validityRule) func(*node) {
	return func(n *node) {
		v := &validityRule{}
		*to = v
		if n.scalar() {
			d.date(what, &v.edtf)(n)
			return
		}
		d.fields(n, what, []field{
			{"edtf", d.date(what+".edtf", &v.edtf)},
			{"start", d.date(what+".start", &v.start)},
			{"end", d.date(what+".end", &v.end)},
			{"attestedFrom", d.date(what+".attestedFrom", &v.attestedFrom)},
			{"attestedUntil", d.date(what+".attestedUntil", &v.attestedUntil)},
			{"startedAfter", d.date(what+".startedAfter", &v.startedAfter)},
			{"endedBefore", d.date(what+".endedBefore", &v.endedBefore)},
			{"ended", d.text(what+".ended", &v.ended)},
			{"scheduled", d.text(what+".scheduled", &v.scheduled)},
			{"zone", d.text(what+".zone", &v.zone)},
			{"event", d.flag(what+".event", &v.event)},
		})
		if v.edtf != nil && (v.start != nil || v.end != nil) {
			d.refuse(n.at, what, "", "edtf beside start or end", "write edtf, or start and end")
		}
	}
}

// texts are those that the time is made of.
func (v *validityRule) texts() []*text {
	if v == nil {
		return nil
	}
	texts := []*text{v.ended, v.scheduled, v.zone}
	for _, r := range v.dates() {
		texts = append(texts, r.texts()...)
	}
	return texts
}

func (v *validityRule) dates() []*dateRule {
	return []*dateRule{
		v.edtf, v.start, v.end, v.attestedFrom, v.attestedUntil, v.startedAfter, v.endedBefore,
	}
}

// blank reports whether all that the time is made of is empty.
func (v *validityRule) blank(row *row) bool {
	for _, t := range v.texts() {
		if t.column() >= 0 && t.of(row) != "" {
			return false
		}
	}
	return true
}

// under completes the dates by what holds for all.
func (v *validityRule) under(all *dateRule) {
	if v == nil {
		return
	}
	for _, r := range v.dates() {
		r.under(all)
	}
}

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
