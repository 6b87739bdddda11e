package ftm

import (
	"cmp"
	"regexp"
	"slices"

	"entente/formats"
	"entente/kg"
)

// datePattern is what a date of FollowTheMoney looks like: as much of a moment as is
// known. Fractions of seconds and offsets are not of the format, but met.
var datePattern = regexp.MustCompile(
	`^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?)?$`)

// readDate returns a date in EDTF, and whether less is kept of it than it says: an hour
// or minute alone counts as its day. Times of day are in UTC.
func readDate(text string) (edtf string, less bool, err error) {
	m := datePattern.FindStringSubmatch(text)
	switch {
	case m == nil || len(m[1]) < len("2006-01-02") && m[2] != "":
		return "", false, &kg.InvalidError{
			Value: text, Reason: "not a date of FollowTheMoney",
			Accepted: "write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss",
		}
	case m[2] == "":
		edtf = m[1]
	case m[4] == "":
		edtf, less = m[1], true
	default:
		zone := cmp.Or(m[5], "Z")
		if len(zone) == len("+0300") {
			zone = zone[:3] + ":" + zone[3:]
		}
		edtf = m[1] + "T" + m[2] + ":" + m[3] + ":" + m[4] + zone
	}
	date, err := kg.ParseDate(edtf, "")
	return date.Text, less, err
}

// dateText returns a date, or none where the text is no date.
func dateText(text string) kg.DateText {
	edtf, _, err := readDate(text)
	if text == "" || err != nil {
		return ""
	}
	return kg.DateText(edtf)
}

// bounds finds the properties that a line's time is read from: the first of each list
// that has a value; "" where none has.
func (l *line) bounds() (start, end string) {
	has := func(name string) bool { return len(l.Properties[name]) > 0 }
	if i := slices.IndexFunc(l.shape.start, has); i >= 0 {
		start = l.shape.start[i]
	}
	if i := slices.IndexFunc(l.shape.end, has); i >= 0 {
		end = l.shape.end[i]
	}
	return start, end
}

// validity reads when it was. A lone date is the whole time of what happens at one, and
// the start of anything else. What has no date is unknown.
func (r *reader) validity(it *item) (kg.Validity, error) {
	start, end := it.line.bounds()
	from, err := it.date(start)
	if err != nil {
		return kg.Validity{}, err
	}
	until, err := it.date(end)
	if err != nil {
		return kg.Validity{}, err
	}
	w := kg.Written{EDTF: from + "/" + until}
	if start == "date" && end == "" && it.line.happens() {
		w.EDTF = from
	}
	v, err := w.Read(r.Now)
	return v, kg.InField("properties."+cmp.Or(end, start), err)
}

// happens reports whether a lone date is all of the line's time.
func (l *line) happens() bool {
	return l.shape.class == kg.ClassEvent || l.shape.edge != nil && l.shape.edge.single || l.shape.name == "Call"
}

// date reads the first value of a property; "" where the name is.
func (it *item) date(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	text := it.line.Properties[name][0]
	edtf, less, err := readDate(text)
	if err != nil {
		return "", kg.InField("properties."+name, err)
	}
	if less {
		it.remark("properties."+name, text, "read as the day: a time of day needs hours, minutes and seconds")
	}
	return edtf, nil
}

// otherDates adds the further values of the dates of start and end as claims of the
// source: they disagree with the first, which is the record's.
func (r *reader) otherDates(it *item, about kg.ID, source kg.ID) {
	start, end := it.line.bounds()
	for _, bound := range [...]struct{ name, property string }{{start, kg.PropertyStart}, {end, kg.PropertyEnd}} {
		dates := it.line.Properties[bound.name]
		if bound.name == "" || len(dates) < 2 {
			continue
		}
		r.lexicon.Property(kg.Term{
			Name: bound.property, Label: bound.property, ValueType: kg.ValueDate, Constant: true,
		})
		for _, text := range dates[1:] {
			edtf, _, err := readDate(text)
			if err != nil {
				it.remark("properties."+bound.name, text, "not a date, and left out: the property has another value")
				continue
			}
			it.add(&kg.Claim{
				Header: kg.Header{ID: formats.MakeID("claim", string(about), bound.property, edtf, string(source))},
				About:  about, Property: bound.property, Value: kg.Value{Type: kg.ValueDate, Date: edtf},
				Stance: kg.StanceAsserts, Rank: kg.RankNormal, Source: source,
			})
		}
	}
}
