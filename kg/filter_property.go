package kg

// A PropertyFilter compares a further value of an entity or relationship. Without
// a comparison it asks for records that have such a value; one of another type
// than is compared does not match, and neither does an entity that the view hides.
type PropertyFilter struct {
	Name   string
	Text   *TextFilter
	Number *NumberFilter
	Date   *DateFilter
	Entity *IDFilter
	// Certainty is CERTAIN where numbers and dates must compare so for every value
	// that is meant; nil and POSSIBLE where one is enough.
	Certainty *Certainty
}

// A NumberFilter compares a number, which may be a range. Each comparison is made
// for itself; "about" counts as the number itself.
type NumberFilter struct{ Eq, Lt, Lte, Gt, Gte *float64 }

// A DateFilter compares a date, which may be a range: where it lies, what it is
// earlier than, and what it is later than.
type DateFilter struct{ In, Before, After *string }

// compile checks f and returns its test.
func (f *PropertyFilter) compile(c compiler) (func(Properties) bool, error) {
	if f == nil {
		return func(Properties) bool { return true }, nil
	}
	certainty := Possible
	set(&certainty, f.Certainty)
	if err := required("property.name", f.Name, MaxName); err != nil {
		return nil, err
	}
	text, err := f.Text.test("property.text")
	if err != nil {
		return nil, err
	}
	entity, err := f.entity(c)
	if err != nil {
		return nil, err
	}
	date, err := f.Date.compile(c, certainty)
	if err != nil {
		return nil, under("property.date", err)
	}
	return func(p Properties) bool {
		v, ok := p[f.Name]
		return ok && (v.Type != ValueEntity || entity(v.Entity)) &&
			(f.Text == nil || v.Type == ValueText && text(v.Text)) &&
			(f.Entity == nil || v.Type == ValueEntity) &&
			(f.Number == nil || v.Type == ValueNumber && f.Number.admit(*v.Number, certainty)) &&
			(f.Date == nil || v.Type == ValueDate && date(v.Date))
	}, nil
}

// entity returns the test of an entity that is the value, which none passes that the
// view hides. It need not be known which these are where another type is compared.
func (f *PropertyFilter) entity(c compiler) (func(ID) bool, error) {
	if f.Entity == nil && (f.Text != nil || f.Number != nil || f.Date != nil) {
		return func(ID) bool { return false }, nil
	}
	return c.showing(ClassEntity, f.Entity, "property.entity")
}

// compile checks f and returns its test of a text in EDTF.
func (f *DateFilter) compile(c compiler, certainty Certainty) (func(string) bool, error) {
	if f == nil {
		return nil, nil //nolint:nilnil // there is nothing to test
	}
	times, err := timesOf(c, true, f.In, f.Before, f.After)
	return func(text string) bool {
		e, err := ParseEDTF(text, "")
		r := e.asBound(true)
		return err == nil && lies(r.Min, r.Max, times.Min, times.Max, certainty)
	}, err
}

// admit reports whether the numbers that q means compare as asked.
func (f *NumberFilter) admit(q Quantity, certainty Certainty) bool {
	certain := certainty == Certain
	return (f.Lt == nil || q.below(*f.Lt, false, certain)) &&
		(f.Lte == nil || q.below(*f.Lte, true, certain)) &&
		(f.Gt == nil || q.above(*f.Gt, false, certain)) &&
		(f.Gte == nil || q.above(*f.Gte, true, certain)) &&
		(f.Eq == nil || q.below(*f.Eq, true, certain) && q.above(*f.Eq, true, certain))
}

// below reports whether all numbers that q means, or some, are less than n, or
// equal to it.
func (q Quantity) below(n float64, orEqual, all bool) bool {
	if all {
		// The largest has to be below n; where it is excluded itself it may be n.
		return q.Max != nil && (*q.Max < n || *q.Max == n && (orEqual || q.BelowMax))
	}
	return q.Min == nil || *q.Min < n || *q.Min == n && orEqual && !q.AboveMin
}

// above reports whether all numbers that q means, or some, are more than n, or
// equal to it.
func (q Quantity) above(n float64, orEqual, all bool) bool {
	if all {
		return q.Min != nil && (*q.Min > n || *q.Min == n && (orEqual || q.AboveMin))
	}
	return q.Max == nil || *q.Max > n || *q.Max == n && orEqual && !q.BelowMax
}
