package stix

import (
	"strings"
	"time"

	"entente/kg"
)

// How the time of an object is read, and what of it STIX does not mean.
const (
	// never is the moment that OpenCTI writes for an end that is not known.
	never = "5138-11-16T09:46:40Z"
	epoch = "1970-01-01T00:00:00Z"
)

// moment reads a property that is a moment, as EDTF: to the second, in UTC, without what
// it says beyond that. It is "" where the object has no such property.
func (o *object) moment(name string) (string, error) {
	text := o.text(name)
	if o.all[name] == nil {
		return "", nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return "", &kg.InvalidError{
			Field: name, Value: text, Reason: "not a moment", Accepted: "write it as 2020-02-29T23:00:00Z",
		}
	}
	return kg.InstantOf(t).String(), nil
}

// filler reports whether a moment stands for one that is not known: the epoch, the first
// second of a month of 1900, the end of OpenCTI's time.
func filler(edtf string) bool {
	return edtf == epoch || edtf == never ||
		strings.HasPrefix(edtf, "1900-") && strings.HasSuffix(edtf, "-01T00:00:00Z")
}

// span reads two moments as a validity: [start, end). Where both are the same the
// validity is that second. Fillers are not known.
func (r *reader) span(it *item, start, end string) (kg.Validity, error) {
	from, err := it.object.moment(start)
	if err != nil {
		return kg.Validity{}, err
	}
	until, err := it.object.moment(end)
	if err != nil {
		return kg.Validity{}, err
	}
	for _, m := range [...]*string{&from, &until} {
		if filler(*m) {
			it.remark(start, *m, "read as not known: it stands for a date that was not given")
			*m = ""
		}
	}
	text := from + "/" + until
	if from == until && from != "" {
		it.remark(end, until, "the same as "+start+": read as that one second, of a length that is not known")
		text = from
	}
	v, err := kg.Written{EDTF: text}.Read(r.Now)
	return v, kg.InField(end, err)
}

// validity reads when an object was so.
func (r *reader) validity(it *item) (kg.Validity, error) {
	switch kind := it.object.kind; {
	case kind == "relationship":
		return r.span(it, "start_time", "stop_time")
	case kind == "indicator":
		return r.span(it, "valid_from", "valid_until")
	case kind == "sighting":
		return r.span(it, "first_seen", "last_seen")
	case kind == "observed-data":
		return r.span(it, "first_observed", "last_observed")
	case seen[kind]:
		return r.attested(it)
	default:
		return kg.Unknown, nil
	}
}

// attested reads when something was first and last seen: it was there at both moments,
// and may have been before and after.
func (r *reader) attested(it *item) (kg.Validity, error) {
	from, err := it.object.moment("first_seen")
	if err != nil {
		return kg.Validity{}, err
	}
	until, err := it.object.moment("last_seen")
	if err != nil {
		return kg.Validity{}, err
	}
	if filler(from) {
		from = ""
	}
	if filler(until) {
		until = ""
	}
	v, err := kg.Written{EDTF: "/", AttestedFrom: from, AttestedUntil: until}.Read(r.Now)
	return v, kg.InField("last_seen", err)
}

// timesOf returns the properties by which an object of a type says a validity, as far as
// it can: the earliest start and the latest end of a span.
func timesOf(kind string, v kg.Validity) map[string]string {
	times := map[string]string{}
	put := func(name string, at kg.Instant, known bool) {
		if known && at >= firstMoment && at <= lastMoment {
			times[name] = strings.TrimSuffix(at.String(), "Z") + ".000Z"
		}
	}
	span := func(start, end string) {
		put(start, v.Span.StartEarliest, dated(v.Start()))
		put(end, v.Span.EndLatest, dated(v.End()))
	}
	switch {
	case kind == "relationship":
		span("start_time", "stop_time")
	case kind == "indicator":
		span("valid_from", "valid_until")
	case kind == "sighting":
		span("first_seen", "last_seen")
	case seen[kind]:
		for name, text := range map[string]string{"first_seen": v.AttestedFrom, "last_seen": v.AttestedUntil} {
			date, err := kg.ParseDate(text, v.Zone)
			put(name, date.First, text != "" && err == nil)
		}
	}
	return times
}

// dated reports whether a bound has a date.
func dated(b kg.Bound) bool { return b.Kind == kg.BoundKnown || b.Kind == kg.BoundScheduled }

// The moments that can be written: the years 1 to 9999.
var (
	firstMoment = kg.InstantOf(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC))
	lastMoment  = kg.InstantOf(time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC))
)

// stamp writes a recorded time.
func stamp(t kg.RecordedTime) string { return t.Time().Format("2006-01-02T15:04:05.000Z") }
