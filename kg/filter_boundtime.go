package kg

// A BoundTimeFilter compares when something began, or when it ended. A start is
// compared with the seconds that a text covers. An end is compared with them as an
// end is written: a day is any end that comes after a moment of the day and no
// later than the day, an instant just that one. What has no start did not begin,
// and what is ongoing has not ended: an infinite bound meets no condition.
type BoundTimeFilter struct {
	// In is where the bound lies, Before what it is earlier than, and After what it
	// is later than.
	In, Before, After *string
	// AfterEndOf says that the bound follows soon after the end of another record.
	AfterEndOf *AfterEndOfFilter
}

// An AfterEndOfFilter names the time after the end of an entity, such as an event,
// or of a relationship: from the end itself to Within after it, both included.
type AfterEndOfFilter struct {
	ID ID
	// Within is a [Duration] in ISO 8601.
	Within string
}

// turns are all instants at which something can begin, or end.
func turns(start bool) Range {
	if start {
		return Range{NegInf + 1, PosInf}
	}
	return Range{NegInf, PosInf - 1}
}

// add adds f for starts, or for ends.
func (f *BoundTimeFilter) add(c compiler, t *validityTest, start bool) error {
	if f == nil {
		return nil
	}
	times, err := timesOf(c, start, f.In, f.Before, f.After)
	if err != nil {
		return err
	}
	if f.In != nil || f.Before != nil || f.After != nil {
		t.within(lying(start, times.intersect(turns(start)), t.certainty))
	}
	if f.AfterEndOf == nil {
		return nil
	}
	times, err = f.AfterEndOf.times(c, t.certainty)
	t.within(lying(start, times.intersect(turns(start)), t.certainty))
	return under("afterEndOf", err)
}

// timesOf returns the instants that lie in one text, before another and after a
// third, read as a start or as an end is.
func timesOf(c compiler, start bool, in, before, after *string) (Range, error) {
	times := anyInstant
	for _, part := range []struct {
		field string
		text  *string
	}{{"in", in}, {"before", before}, {"after", after}} {
		if part.text == nil {
			continue
		}
		e, err := parseQuestion(*part.text, c.view.Zone)
		if err == nil {
			err = e.inOrder(Window{e.asBound(true).Min, e.asBound(true).Max.Add(1)})
		}
		r := e.asBound(start)
		switch {
		case err != nil:
			return times, under(part.field, withoutField(err))
		case part.field == "before" && r.Min == NegInf, part.field == "after" && r.Max == PosInf:
			return times, under(part.field, refusal(*part.text, "nothing lies beyond an open side",
				"write a date"))
		case part.field == "before":
			r = Range{NegInf, r.Min.Add(-1)}
		case part.field == "after":
			r = Range{r.Max.Add(1), PosInf}
		}
		times = times.intersect(r)
	}
	return times, nil
}

// times returns the instants soon after the end that f names, whatever that end is
// or whichever of its readings.
func (f *AfterEndOfFilter) times(c compiler, certainty Certainty) (Range, error) {
	within, err := ParseDuration(f.Within)
	if err != nil {
		return Range{}, under("within", err)
	}
	other, err := c.lookups.span(f.ID)
	if err != nil {
		return Range{}, under("id", err)
	}
	earliest, latest := other.EndEarliest, other.EndLatest
	if certainty == Certain {
		earliest, latest = latest, earliest
	}
	return Range{earliest, latest.Add(int64(within))}, nil
}

// lying returns the bounds of what has its start, or its end, in r for every
// reading or for some.
func lying(start bool, r Range, certainty Certainty) *Bounds {
	if r.Min > r.Max {
		return &nowhere
	}
	b := Unbounded
	earliest, latest := b.bound(start)
	if certainty == Certain {
		earliest.Min, latest.Max = r.Min, r.Max
	} else {
		earliest.Max, latest.Min = r.Max, r.Min
	}
	return &b
}
