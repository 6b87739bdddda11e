package kg

import "cmp"

// A ValidityFilter compares when a record holds. Each condition is tested for
// itself: under POSSIBLE each may be met by another reading of the bounds.
type ValidityFilter struct {
	// HoldsIn is a window in EDTF that the validity intersects.
	HoldsIn *string

	// The thirteen relations of Allen, in their strict meaning, to the time that an
	// EDTF text covers exactly: from the first second of its first date to the last
	// second of its last. An instant that begins or ends an interval is its bound.
	Before, Meets, Overlaps, Starts, During, Finishes, Equals   *string
	After, MetBy, OverlappedBy, StartedBy, Contains, FinishedBy *string

	// Started and Ended compare when it began and when it ended.
	Started, Ended *BoundTimeFilter
	// Start and End compare what is known of the bounds.
	Start, End *BoundFilter
	// Duration compares how long it lasted.
	Duration *DurationFilter
	// AttestedUntil compares the last date at which it is known to have held.
	AttestedUntil *AttestationFilter

	// Certainty is CERTAIN where the conditions on time must be met for every reading
	// of the bounds; nil and POSSIBLE where one reading is enough.
	Certainty *Certainty
}

// A validityTest is a ValidityFilter that was read: the bounds that stores can
// compare, and what else is asked.
type validityTest struct {
	certainty Certainty
	bounds    *Bounds
	rest      []func(Validity) bool
}

// admit reports whether v meets all conditions.
func (t *validityTest) admit(v Validity) bool {
	if !t.bounds.Admit(v.Span) {
		return false
	}
	for _, test := range t.rest {
		if !test(v) {
			return false
		}
	}
	return true
}

// within adds bounds that say all of a condition.
func (t *validityTest) within(b *Bounds) { t.bounds = t.bounds.and(b) }

// also adds a condition that bounds cannot say.
func (t *validityTest) also(test func(Validity) bool) { t.rest = append(t.rest, test) }

// compile checks f and returns its test.
func (f *ValidityFilter) compile(c compiler) (validityTest, error) {
	if f == nil {
		return validityTest{}, nil
	}
	t := validityTest{certainty: Possible}
	set(&t.certainty, f.Certainty)
	err := cmp.Or(
		under("holdsIn", f.addHoldsIn(c, &t)),
		f.addAllen(c, &t),
		under("started", f.Started.add(c, &t, true)),
		under("ended", f.Ended.add(c, &t, false)),
		under("start", f.Start.add(&t, Validity.Start)),
		under("end", f.End.add(&t, Validity.End)),
		under("duration", f.Duration.add(&t)),
		under("attestedUntil", f.AttestedUntil.add(c, &t)),
	)
	return t, under("validity", err)
}

func (f *ValidityFilter) addHoldsIn(c compiler, t *validityTest) error {
	if f.HoldsIn == nil {
		return nil
	}
	window, err := ParseWindow(*f.HoldsIn, c.view.Zone)
	t.within(View{Valid: window, Certainty: t.certainty}.bounds())
	return withoutField(err)
}

// allenFields names the fields of [AllenRelations], in their order.
var allenFields = [...]string{
	"before", "meets", "overlaps", "starts", "during", "finishes", "equals",
	"after", "metBy", "overlappedBy", "startedBy", "contains", "finishedBy",
}

// addAllen adds the relations that are asked for. Their bounds only narrow.
func (f *ValidityFilter) addAllen(c compiler, t *validityTest) error {
	for i, text := range [...]*string{
		f.Before, f.Meets, f.Overlaps, f.Starts, f.During, f.Finishes, f.Equals,
		f.After, f.MetBy, f.OverlappedBy, f.StartedBy, f.Contains, f.FinishedBy,
	} {
		if text == nil {
			continue
		}
		to, err := parseExtent(*text, c.view.Zone)
		if err != nil {
			return under(allenFields[i], withoutField(err))
		}
		test := AllenFilter{To: to, Relations: AllenRelations[i : i+1], Certainty: t.certainty}
		bounds := test.bounds()
		t.within(&bounds)
		t.also(func(v Validity) bool { return test.admit(v.Span) })
	}
	return nil
}
