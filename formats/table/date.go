package table

import (
	"maps"

	"entente/kg"
)

// A dateRule says where a date stands and how it is written.
type dateRule struct {
	// date is the whole of it; or year, month and day stand apart.
	date             *text
	year, month, day *text
	forms            []dateForm
	// means gives the meaning of a text: one of the words, or a date.
	means map[string]string
	// exclusive says of an end that it is the first day, month or year that is no more.
	exclusive, exclusiveSet bool
	precision, qualifier    *text
	// digit stands for a digit that is not known.
	digit string
	// noYearZero says that the year before 1 is -1.
	noYearZero, bceSet bool
	// scheduledAfter makes later ends scheduled.
	scheduledAfter string
	latest         kg.Instant
	zone           string
}

// A dateForm turns a text into EDTF, and reports false if it is of another form.
type dateForm struct {
	name string
	read func(string) (string, bool)
}

// What a text in place of a date may mean.
const (
	meansUnknown  = "unknown"
	meansOpen     = "open"
	meansOngoing  = "ongoing"
	meansEnded    = "ended"
	meansAttested = "attested"
)

// date returns what reads a date: a text, or a mapping that says more.
func (d *decoder) date(what string, to **dateRule) func(*node) {
	return func(n *node) {
		r := &dateRule{}
		*to = r
		if n.scalar() {
			d.text(what, &r.date)(n)
			return
		}
		d.fields(n, what, append([]field{
			{"date", d.text(what+".date", &r.date)},
			{"year", d.text(what+".year", &r.year)},
			{"month", d.text(what+".month", &r.month)},
			{"day", d.text(what+".day", &r.day)},
			{"precision", d.text(what+".precision", &r.precision)},
			{"qualifier", d.text(what+".qualifier", &r.qualifier)},
			{"scheduledAfter", d.instant(what+".scheduledAfter", r)},
		}, d.writing(what, r)...))
		if (r.date == nil) == (r.year == nil) {
			d.refuse(n.at, what, "", "a date needs one place to stand", "write date, or year with month and day")
		}
	}
}

// writing are the fields that say how dates are written.
func (d *decoder) writing(what string, r *dateRule) []field {
	var bce string
	return []field{
		{"form", d.forms(what+".form", r)},
		{"means", d.table(what+".means", &r.means)},
		{"exclusive", func(n *node) {
			r.exclusiveSet = true
			d.flag(what+".exclusive", &r.exclusive)(n)
		}},
		{"unknownDigit", d.str(what+".unknownDigit", &r.digit)},
		{"bce", func(n *node) {
			word(d, what+".bce", &bce, "astronomical", "historical")(n)
			r.noYearZero, r.bceSet = bce == "historical", true
		}},
	}
}

// forms reads one or more ways to write dates, of which the first that fits counts.
func (d *decoder) forms(what string, r *dateRule) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			name, ok := d.scalar(item, what)
			if !ok {
				return
			}
			form, err := newForm(name)
			if err != nil {
				d.note(item.at, kg.InField(what, err))
				return
			}
			r.forms = append(r.forms, form)
		})
	}
}

func (d *decoder) instant(what string, r *dateRule) func(*node) {
	return func(n *node) {
		d.str(what, &r.scheduledAfter)(n)
		date, err := kg.ParseDate(r.scheduledAfter, "")
		if err != nil {
			d.note(n.at, kg.InField(what, err))
		}
		r.latest = date.Last
	}
}

// under completes r by what holds for all dates.
func (r *dateRule) under(all *dateRule) {
	if r == nil {
		return
	}
	if r.forms == nil {
		r.forms = all.forms
	}
	if r.digit == "" {
		r.digit = all.digit
	}
	if !r.exclusiveSet {
		r.exclusive = all.exclusive
	}
	if !r.bceSet {
		r.noYearZero = all.noYearZero
	}
	r.zone = all.zone
	means := maps.Clone(all.means)
	if means == nil {
		means = map[string]string{}
	}
	maps.Copy(means, r.means)
	r.means = means
}
