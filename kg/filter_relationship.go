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
	Property *PropertyFilter
	// Source is one of the sources that the relationship rests on, and that the view
	// shows.
	Source *IDFilter
	// Evidence is what it rests on.
	Evidence *EvidenceFilter
	And      []RelationshipFilter
	Or       []RelationshipFilter
	Not      *RelationshipFilter
}

// A sighting is a relationship as it is met: as one of an entity's, or with no
// entity as one of all, and at a time at which its status is told.
type sighting struct {
	Found
	of ID
	at Window
}

// compile checks f and returns its test.
func (f *RelationshipFilter) compile(c compiler) (func(sighting) bool, error) {
	if f == nil {
		return func(sighting) bool { return true }, nil
	}
	if err := f.Type.check("type", c.vocabulary, TermRelationshipType); err != nil {
		return nil, err
	}
	id, err := f.ID.test("id")
	if err != nil {
		return nil, err
	}
	ends, err := f.ends(c)
	if err != nil {
		return nil, err
	}
	validity, err := f.Validity.compile(c)
	if err != nil {
		return nil, err
	}
	property, err := f.Property.compile(c)
	if err != nil {
		return nil, err
	}
	source, err := f.source(c)
	if err != nil {
		return nil, err
	}
	evidence, err := f.Evidence.compile(c, false)
	if err != nil {
		return nil, under("evidence", err)
	}
	kind, sign, status := f.Type.test(), f.Sign.test(), f.Status.test()
	own := func(found sighting) bool {
		r := found.Record.(*Relationship)
		return id(r.ID) && kind(r.Type) && sign(r.Sign) && validity.admit(found.validity()) &&
			(f.Status == nil || status(r.Validity.Span.Status(found.at))) && property(r.Properties) &&
			(f.Source == nil || anyID(r.Sources, source)) && ends(found) && evidence(r)
	}
	return combine(own, f.And, f.Or, f.Not,
		func(part *RelationshipFilter) (func(sighting) bool, error) { return part.compile(c) })
}

// validity returns that of the relationship, which is written as an event's is where
// it has no dates of its own.
func (f Found) validity() Validity {
	v := f.Record.(*Relationship).Validity
	if event := eventOf(f.From, f.To); v.EDTF == "" && event != nil {
		v.Written = event.Validity.Written
	}
	return v
}

// source returns the test of f's condition on a source, which none passes that the
// view hides.
func (f *RelationshipFilter) source(c compiler) (func(ID) bool, error) {
	if f.Source == nil {
		return nil, nil //nolint:nilnil // there is nothing to test
	}
	return c.showing(ClassSource, f.Source, "source")
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
func (f *RelationshipFilter) ends(c compiler) (func(sighting) bool, error) {
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
	return func(found sighting) bool {
		own := found.of
		if own != "" {
			own = found.idOf(own)
		}
		return from(found.From) && to(found.To) &&
			(found.To.ID != own && other(found.To) || found.From.ID != own && other(found.From))
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
	test, err := f.compile(c)
	if err != nil {
		return plan{}, err
	}
	p, exact := f.narrow(c, of, direction)
	if at := c.view.StatusWindow(); !exact {
		p.Keep = func(found Found) bool { return test(sighting{found, of, at}) }
	}
	return p, nil
}

// narrow returns a query that finds all that f accepts, and reports whether it
// finds nothing else.
func (f *RelationshipFilter) narrow(c compiler, of ID, direction Direction) (p plan, exact bool) {
	p.Query = Query{Class: ClassRelationship, Of: of, Direction: direction}
	if !c.ignoresValid && !f.mentionsStatus() {
		p.Bounds = c.view.bounds()
	}
	if f == nil {
		return p, true
	}
	if f.ID != nil {
		p.narrowIDs(f.ID)
	}
	if f.Type != nil {
		p.Kinds = narrow(&p, f.Type.Eq, f.Type.In)
	}
	validity, _ := f.Validity.compile(c)
	p.within(validity.bounds)
	exact = f.narrowStatus(&p, c.view.StatusWindow())
	exact = f.narrowEnds(&p) && exact
	if p.Of == "" { // an entity has fewer ties than a source is cited by
		p.citing(c, ClassSource, f.Source)
	}
	return p, exact && validity.rest == nil && f.Sign == nil && f.Source == nil && f.Property == nil &&
		f.Evidence == nil && f.And == nil && f.Or == nil && f.Not == nil
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
		if p.Of != "" {
			p.named = []ID{p.Of}
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
