package kg

import "slices"

// A compiler holds what filters are compiled with.
type compiler struct {
	vocabulary *Vocabulary
	view       View
	lookups    *lookups
	// depth is how many [HasFilter]s are around the one that is compiled.
	depth int
	// ignoresValid says that the view's Valid does not hide what is out of force.
	ignoresValid bool
	// hasIn, if set, is the time that a [HasFilter] asks about in its place.
	hasIn *Window
	// evidence returns what is said of all records, read when it is first asked for.
	evidence func() (*evidenceIndex, error)
}

// A plan is a query together with what a query cannot say.
type plan struct {
	Query
	// nothing is true where no record can match, so that the store is not asked.
	nothing bool
	// named are the ids in it that a reader gave and that may be former ones of
	// entities. current, if set, is told which they are.
	named   []ID
	current map[ID]ID
}

// narrow returns the values that eq and in accept, for a condition of p's query.
func narrow[T comparable](p *plan, eq *T, in []T) []T {
	values, demanded := choice(eq, in)
	if demanded && len(values) == 0 {
		p.nothing = true
	}
	return values
}

func (p *plan) narrowIDs(f *IDFilter) { p.IDs = narrow(p, f.Eq, f.In) }

// within adds bounds to p's; nil adds none.
func (p *plan) within(b *Bounds) { p.Bounds = p.Bounds.and(b) }

// standing asks for what stands to a time as f says, and for others than one.
func (p *plan) standing(f AllenFilter, other ID) error {
	bounds := f.bounds()
	p.within(&bounds)
	p.nothing = p.nothing || len(f.Relations) == 0
	keep := p.Keep
	p.Keep = func(found Found) bool {
		r := found.Record.(*Relationship)
		return r.ID != other && f.admit(r.Validity.Span) && (keep == nil || keep(found))
	}
	return f.validate()
}

// test returns the test of an id; a nil f accepts all.
func (f *IDFilter) test(field string) (func(ID) bool, error) {
	if f == nil {
		return func(ID) bool { return true }, nil
	}
	return accept(f.Eq, f.In), listed(field, f.In)
}

// testEntity returns the test of the ids that an entity goes by; a nil f accepts all.
func (f *IDFilter) testEntity(field string) (func(*Entity) bool, error) {
	if f == nil {
		return func(*Entity) bool { return true }, nil
	}
	test, err := f.test(field)
	return func(e *Entity) bool { return test(e.ID) || slices.ContainsFunc(e.FormerIDs, test) }, err
}

func (f *TermFilter) test() func(string) bool {
	if f == nil {
		return func(string) bool { return true }
	}
	return accept(f.Eq, f.In)
}

func (f *EntityClassFilter) test() func(EntityClass) bool {
	if f == nil {
		return func(EntityClass) bool { return true }
	}
	return accept(f.Eq, f.In)
}

func (f *SignFilter) test() func(Sign) bool {
	if f == nil {
		return func(Sign) bool { return true }
	}
	return accept(f.Eq, f.In)
}

func (f *StatusFilter) test() func(RelationshipStatus) bool {
	if f == nil {
		return func(RelationshipStatus) bool { return true }
	}
	return accept(f.Eq, f.In)
}
