package kg

import "slices"

// A TimeQuery asks what relationships do over time.
type TimeQuery struct {
	Scope
	// Within is the time in EDTF that is looked at. A side that is "..", or the
	// whole where Within is nil, ends with the dates of the relationships.
	Within *string
	// Bucket is the unit that it is divided into; empty is the shortest of which
	// there are not more than [EnoughBuckets].
	Bucket TimeBucket
}

// window reads what q asks for in a zone, and returns the bounds of what possibly
// holds in its buckets where these are known before the relationships are.
func (q TimeQuery) window(zone Zone) (Window, *Bounds, error) {
	err := oneOf("bucket", q.Bucket, append([]TimeBucket{""}, timeBuckets...)...)
	if q.Within == nil || err != nil {
		return Always, nil, err
	}
	asked, err := ParseWindow(*q.Within, zone)
	if err != nil {
		return asked, nil, under("within", withoutField(err))
	}
	if asked.From.Infinite() || asked.Until.Infinite() {
		return asked, nil, nil
	}
	c, err := divide(asked, q.Bucket, zone)
	if err != nil || c.size() == 0 {
		return asked, nil, err
	}
	return asked, possibleBounds(c.window()), nil
}

// divideFor divides the time asked about into units, as far as the spans are dated
// where it has no bound, and leaves of the spans those that possibly hold in it.
func divideFor[K comparable](
	q TimeQuery, asked Window, zone Zone, spans map[K][]Span,
) (calendar, error) {
	hull := hullOf(spans)
	if asked.From == NegInf {
		asked.From = hull.From
	}
	if asked.Until == PosInf {
		asked.Until = hull.Until
	}
	c, err := divide(asked, q.Bucket, zone)
	if err != nil || c.size() == 0 {
		return c, err
	}
	for key, list := range spans {
		spans[key] = slices.DeleteFunc(list, func(s Span) bool { return s.Holds(c.window()) == "" })
	}
	return c, nil
}

// hullOf reaches from the first to the last second that a bound of the spans is
// dated to. Where none is, it is empty: it ends before it begins.
func hullOf[K comparable](spans map[K][]Span) Window {
	hull := Nowhere
	for _, list := range spans {
		for _, s := range list {
			hull = s.Reach(hull)
		}
	}
	return hull
}
