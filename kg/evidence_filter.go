package kg

import (
	"slices"
	"strconv"
)

// An EvidenceFilter compares what a record rests on; see [Evidence].
type EvidenceFilter struct {
	// Sources is how many sources it rests on.
	Sources *CountFilter
	// PartiesOnly is whether nobody but parties to the matter asserts it.
	PartiesOnly *bool
	// OnlyAssertedBy lists those among whom every asserter is; there must be one. Nil
	// makes no demand, an empty list finds nothing.
	OnlyAssertedBy []ID
	// Disputed is whether claims about it contradict one another; see [Dispute].
	Disputed *bool
}

// A CountFilter compares how many there are.
type CountFilter struct{ Eq, Gte, Lte *int }

// test checks f and returns its test.
func (f *CountFilter) test(field string) (func(int) bool, error) {
	if f == nil {
		return func(int) bool { return true }, nil
	}
	for _, part := range []struct {
		name string
		n    *int
	}{{"eq", f.Eq}, {"gte", f.Gte}, {"lte", f.Lte}} {
		if part.n != nil && *part.n < 0 {
			return nil, &InvalidError{
				Field: field + "." + part.name, Value: strconv.Itoa(*part.n), Reason: "must not be negative",
			}
		}
	}
	return func(n int) bool {
		return (f.Eq == nil || n == *f.Eq) && (f.Gte == nil || n >= *f.Gte) && (f.Lte == nil || n <= *f.Lte)
	}, nil
}

// compile checks f and returns its test, for records some of which may be events.
// What it needs to know of other records is read here.
func (f *EvidenceFilter) compile(c compiler, events bool) (func(Record) bool, error) {
	if f == nil {
		return func(Record) bool { return true }, nil
	}
	count, err := f.Sources.test("sources")
	if err != nil {
		return nil, err
	}
	if err := checkIDs("onlyAssertedBy", f.OnlyAssertedBy, MaxItems); err != nil {
		return nil, err
	}
	index, err := c.evidence()
	if err != nil {
		return nil, err
	}
	only := slices.Concat(f.OnlyAssertedBy, renamed(f.OnlyAssertedBy, index.current))
	var participants Participants
	if f.PartiesOnly != nil && events {
		if participants, err = index.participants(); err != nil {
			return nil, err
		}
	}
	return func(r Record) bool {
		e := index.of(r, partiesOf(r, participants))
		return count(len(e.Sources)) &&
			(f.PartiesOnly == nil || e.PartiesOnly == *f.PartiesOnly) &&
			(f.OnlyAssertedBy == nil || e.onlyBy(only)) &&
			(f.Disputed == nil || index.disputed(r.Head().ID, index.vocabulary) == *f.Disputed)
	}, nil
}
