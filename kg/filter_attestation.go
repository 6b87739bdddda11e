package kg

import "cmp"

// An AttestationFilter compares the last date at some second of which a record is
// known to have held. One without such a date meets neither Before nor After.
type AttestationFilter struct {
	Before, After *string
	// Missing asks for records that have no such date, or for those that have one.
	Missing *bool
}

func (f *AttestationFilter) add(c compiler, t *validityTest) error {
	if f == nil {
		return nil
	}
	if f.Missing != nil {
		t.also(func(v Validity) bool { return (v.attested() == "") == *f.Missing })
	}
	times, err := timesOf(c, true, nil, f.Before, f.After)
	if err == nil && times != anyInstant {
		t.also(func(v Validity) bool {
			d, err := ParseDate(v.attested(), v.Zone)
			return err == nil && lies(d.First, d.Last, times.Min, times.Max, t.certainty)
		})
	}
	return err
}

// attested returns the last date at which v is attested, or none.
func (v Validity) attested() string { return cmp.Or(v.AttestedUntil, v.AttestedFrom) }
