package kg

import "cmp"

// A DurationFilter compares how long something lasted, with durations in ISO 8601.
// What is ongoing is longer than any. One that may be ongoing is never certainly
// short.
type DurationFilter struct{ Lt, Lte, Gt, Gte *string }

func (f *DurationFilter) add(t *validityTest) error {
	if f == nil {
		return nil
	}
	least, most := Duration(0), Endless
	for _, part := range []struct {
		field string
		text  *string
		limit func(Duration)
	}{
		{"lt", f.Lt, func(d Duration) { most = min(most, d-1) }},
		{"lte", f.Lte, func(d Duration) { most = min(most, d) }},
		{"gt", f.Gt, func(d Duration) { least = max(least, d+1) }},
		{"gte", f.Gte, func(d Duration) { least = max(least, d) }},
	} {
		if part.text == nil {
			continue
		}
		d, err := ParseDuration(*part.text)
		if err != nil {
			return under(part.field, err)
		}
		part.limit(d)
	}
	t.also(func(v Validity) bool {
		shortest, longest := v.Span.lasts()
		return lies(shortest, longest, least, most, t.certainty)
	})
	return nil
}

// lies reports whether a value that is somewhere from low to high is from least to
// most, for every such value or for some.
func lies[T cmp.Ordered](low, high, least, most T, certainty Certainty) bool {
	if certainty == Certain {
		return least <= low && high <= most
	}
	return max(low, least) <= min(high, most)
}
