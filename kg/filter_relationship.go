package kg

// A RelationshipFilter says which relationships are wanted.
type RelationshipFilter struct {
	ID   *IDFilter
	Type *TermFilter
	From *EntityFilter
	To   *EntityFilter
	// Other is the far end, as seen from the entity whose relationships are listed.
	// Where no entity is, either end may match.
	Other *EntityFilter
	Sign  *SignFilter
	// Status is that at the time of the view. Where it occurs, anywhere in a
	// filter, it decides alone whether relationships out of force are listed.
	Status   *StatusFilter
	Validity *ValidityFilter
	// Source is one of the sources that the relationship rests on.
	Source *IDFilter
	// Evidence is what it rests on.
	Evidence *EvidenceFilter
	And      []RelationshipFilter
	Or       []RelationshipFilter
	Not      *RelationshipFilter
}

// compile checks f and returns its test; of is the entity whose relationships
// are listed, or empty.
func (f *RelationshipFilter) compile(c compiler, of ID) (func(Found) bool, error) {
	if err := f.Type.check("type", c.vocabulary, TermRelationshipType); err != nil {
		return nil, err
	}
	id, err := f.ID.test("id")
	if err != nil {
		return nil, err
	}
	ends, err := f.ends(c, of)
	if err != nil {
		return nil, err
	}
	bounds, err := f.Validity.bounds(c.view.Zone)
	if err != nil {
		return nil, err
	}
	source, err := f.Source.test("source")
	if err != nil {
		return nil, err
	}
	evidence, err := f.Evidence.compile(c, false)
	if err != nil {
		return nil, under("evidence", err)
	}
	kind, sign, status := f.Type.test(), f.Sign.test(), f.Status.test()
	at := c.view.StatusWindow()
	own := func(found Found) bool {
		r := found.Record.(*Relationship)
		return id(r.ID) && kind(r.Type) && sign(r.Sign) && bounds.Admit(r.Validity.Span) &&
			(f.Status == nil || status(r.Validity.Span.Status(at))) &&
			(f.Source == nil || anyID(r.Sources, source)) && ends(found) && evidence(r)
	}
	return combine(own, f.And, f.Or, f.Not,
		func(part *RelationshipFilter) (func(Found) bool, error) { return part.compile(c, of) })
}

func anyID(ids []ID, test func(ID) bool) bool {
	for _, id := range ids {
		if test(id) {
			return true
		}
	}
	return false
}

// ends returns the test of f's conditions on the two ends.
func (f *RelationshipFilter) ends(c compiler, of ID) (func(Found) bool, error) {
	from, err := f.From.compile(c)
	if err != nil {
		return nil, under("from", err)
	}
	to, err := f.To.compile(c)
	if err != nil {
		return nil, under("to", err)
	}
	other, err := f.Other.compile(c)
	if err != nil {
		return nil, under("other", err)
	}
	return func(found Found) bool {
		return from(found.From) && to(found.To) &&
			(found.To.ID != of && other(found.To) || found.From.ID != of && other(found.From))
	}, nil
}

// mentionsStatus reports whether a status is asked for anywhere in f.
func (f *RelationshipFilter) mentionsStatus() bool {
	if f == nil {
		return false
	}
	if f.Status != nil || f.Not.mentionsStatus() {
		return true
	}
	for _, parts := range [][]RelationshipFilter{f.And, f.Or} {
		for i := range parts {
			if parts[i].mentionsStatus() {
				return true
			}
		}
	}
	return false
}

// plan turns f into a query over the relationships, or those of one entity, that
// the view shows.
func (f *RelationshipFilter) plan(c compiler, of ID, direction Direction) (plan, error) {
	p := plan{Query: Query{Class: ClassRelationship, Of: of, Direction: direction}}
	if !f.mentionsStatus() {
		p.Bounds = c.view.bounds()
	}
	if f == nil {
		return p, nil
	}
	test, err := f.compile(c, of)
	if err != nil {
		return p, err
	}
	if f.ID != nil {
		p.narrowIDs(f.ID)
	}
	if f.Type != nil {
		p.Kinds = narrow(&p, f.Type.Eq, f.Type.In)
	}
	bounds, _ := f.Validity.bounds(c.view.Zone)
	p.within(bounds)
	exact := f.narrowStatus(&p, c.view.StatusWindow())
	exact = f.narrowEnds(&p) && exact
	if !exact || f.Sign != nil || f.Source != nil || f.Evidence != nil ||
		f.And != nil || f.Or != nil || f.Not != nil {
		p.Keep = test
	}
	return p, nil
}

// narrowStatus adds bounds for f's status, and reports whether they say all of it.
func (f *RelationshipFilter) narrowStatus(p *plan, at Window) bool {
	if f.Status == nil {
		return true
	}
	statuses := narrow(p, f.Status.Eq, f.Status.In)
	if len(statuses) != 1 {
		return len(statuses) == 0
	}
	switch statuses[0] {
	case StatusActive:
		p.within(activeBounds(at))
	case StatusUpcoming:
		p.within(upcomingBounds(at))
	case StatusExpired:
		p.within(expiredBounds(at))
	default:
		p.within(possibleBounds(at))
		return false
	}
	return true
}

// narrowEnds begins at an end that is named by its id, so that the store need not
// look at all relationships. It reports whether f has no condition on the ends.
func (f *RelationshipFilter) narrowEnds(p *plan) bool {
	if p.Of == "" {
		if id := f.From.only(); id != "" {
			p.Of, p.Direction = id, DirectionOut
		} else if id := f.To.only(); id != "" {
			p.Of, p.Direction = id, DirectionIn
		} else if id := f.Other.only(); id != "" {
			p.Of = id
		}
	}
	return f.From == nil && f.To == nil && f.Other == nil
}

// only returns the one id that f accepts at the most, or none.
func (f *EntityFilter) only() ID {
	if f == nil || f.ID == nil {
		return ""
	}
	if ids, _ := choice(f.ID.Eq, f.ID.In); len(ids) == 1 {
		return ids[0]
	}
	return ""
}
