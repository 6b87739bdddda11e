package table

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
