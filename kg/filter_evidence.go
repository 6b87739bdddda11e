package kg

// A ClaimFilter says which claims are wanted.
type ClaimFilter struct {
	ID       *IDFilter
	About    *IDFilter
	Property *TermFilter
	// AssertedBy is the actor who says so; claims that the source itself makes have none.
	AssertedBy *IDFilter
	Source     *IDFilter
	Stance     *StanceFilter
	Rank       *RankFilter
	And        []ClaimFilter
	Or         []ClaimFilter
	Not        *ClaimFilter
}

// compile checks f and returns its test.
func (f *ClaimFilter) compile(c compiler) (func(Found) bool, error) {
	if err := f.Property.check("property", c.vocabulary, TermClaimProperty); err != nil {
		return nil, err
	}
	var tests [4]func(ID) bool
	for i, part := range []struct {
		field string
		ids   *IDFilter
	}{{"id", f.ID}, {"source", f.Source}, {"about", f.About}, {"assertedBy", f.AssertedBy}} {
		test, err := part.ids.test(part.field)
		if err != nil {
			return nil, err
		}
		if tests[i] = test; i >= 2 {
			tests[i] = c.lookups.naming(part.ids, test)
		}
	}
	property := f.Property.test()
	own := func(found Found) bool {
		claim := found.Record.(*Claim)
		return tests[0](claim.ID) && tests[1](claim.Source) && tests[2](claim.About) &&
			tests[3](claim.AssertedBy) && property(claim.Property) &&
			(f.Stance == nil || accept(f.Stance.Eq, f.Stance.In)(claim.Stance)) &&
			(f.Rank == nil || accept(f.Rank.Eq, f.Rank.In)(claim.Rank))
	}
	return combine(own, f.And, f.Or, f.Not,
		func(part *ClaimFilter) (func(Found) bool, error) { return part.compile(c) })
}

// plan turns f into a query over the claims, or those about one record.
func (f *ClaimFilter) plan(c compiler, about ID) (plan, error) {
	p := plan{Query: Query{Class: ClassClaim, About: about}}
	if f == nil {
		return p, nil
	}
	test, err := f.compile(c)
	if err != nil {
		return p, err
	}
	if f.ID != nil {
		p.narrowIDs(f.ID)
	}
	if f.Property != nil {
		p.Kinds = narrow(&p, f.Property.Eq, f.Property.In)
	}
	if f.About != nil && about == "" {
		if ids := narrow(&p, f.About.Eq, f.About.In); len(ids) == 1 {
			p.About = ids[0]
		}
	}
	if p.About == "" {
		p.citing(c, ClassSource, f.Source)
		p.citing(c, ClassEntity, f.AssertedBy)
	}
	p.named, p.current = c.lookups.named, c.lookups.current
	if f.About != nil || f.AssertedBy != nil || f.Source != nil || f.Stance != nil || f.Rank != nil ||
		f.And != nil || f.Or != nil || f.Not != nil {
		p.Keep = test
	}
	return p, nil
}

// A SourceFilter says which sources are wanted.
type SourceFilter struct {
	ID          *IDFilter
	Title       *TextFilter
	Publisher   *TextFilter
	Reliability *ReliabilityFilter
	And         []SourceFilter
	Or          []SourceFilter
	Not         *SourceFilter
}

// compile checks f and returns its test.
func (f *SourceFilter) compile(c compiler) (func(Found) bool, error) {
	id, err := f.ID.test("id")
	if err != nil {
		return nil, err
	}
	title, err := f.Title.test("title")
	if err != nil {
		return nil, err
	}
	publisher, err := f.Publisher.test("publisher")
	if err != nil {
		return nil, err
	}
	own := func(found Found) bool {
		s := found.Record.(*Source)
		return id(s.ID) && title(s.Title) && publisher(s.Publisher) &&
			(f.Reliability == nil || accept(f.Reliability.Eq, f.Reliability.In)(s.Reliability))
	}
	return combine(own, f.And, f.Or, f.Not,
		func(part *SourceFilter) (func(Found) bool, error) { return part.compile(c) })
}

// plan turns f into a query over the sources.
func (f *SourceFilter) plan(c compiler) (plan, error) {
	p := plan{Query: Query{Class: ClassSource}}
	if f == nil {
		return p, nil
	}
	test, err := f.compile(c)
	if err != nil {
		return p, err
	}
	if f.ID != nil {
		p.narrowIDs(f.ID)
	}
	p.Keep = test
	return p, nil
}
