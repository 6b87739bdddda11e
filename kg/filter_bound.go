package kg

// A BoundFilter compares what is known of a start or an end.
type BoundFilter struct {
	Kind *BoundKindFilter
	// WiderThan is a [Duration] that the range in which the bound lies is longer
	// than. The range of a day is one day long, that of an instant one second. A
	// bound that nothing limits on one side is wider than any; one that is not, such
	// as an ongoing end, has no range.
	WiderThan *string
}

// A BoundKindFilter compares the kind of a bound.
type BoundKindFilter struct {
	Eq *BoundKind
	In []BoundKind
}

// add adds f for the bound that of returns.
func (f *BoundFilter) add(t *validityTest, of func(Validity) Bound) error {
	if f == nil {
		return nil
	}
	if f.Kind != nil {
		kind := accept(f.Kind.Eq, f.Kind.In)
		t.also(func(v Validity) bool { return kind(of(v).Kind) })
		if err := listed("kind", f.Kind.In); err != nil {
			return err
		}
	}
	if f.WiderThan == nil {
		return nil
	}
	least, err := ParseDuration(*f.WiderThan)
	t.also(func(v Validity) bool { return of(v).width() > least })
	return under("widerThan", err)
}

// width is how long the range is in which b lies: Endless where nothing limits it,
// and nothing where b is infinite itself.
func (b Bound) width() Duration {
	switch {
	case b.Earliest == b.Latest && b.Earliest.Infinite():
		return 0
	case b.Earliest.Infinite() || b.Latest.Infinite():
		return Endless
	}
	return Duration(b.Latest-b.Earliest) + 1
}
