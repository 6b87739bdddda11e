package kg

// An EntityFilter says which entities are wanted.
type EntityFilter struct {
	// ID compares the id of the entity and each of its former ids.
	ID    *IDFilter
	Class *EntityClassFilter
	Kind  *TermFilter
	// Name compares every name of the entity.
	Name     *TextFilter
	Validity *ValidityFilter
	Property *PropertyFilter
	// Has asks for entities that have such relationships, HasNot for those that have
	// none.
	Has    *HasFilter
	HasNot *HasFilter
	// Evidence is what it rests on.
	Evidence *EvidenceFilter
	And      []EntityFilter
	Or       []EntityFilter
	Not      *EntityFilter
}

// compile checks f and returns its test.
func (f *EntityFilter) compile(c compiler) (func(*Entity) bool, error) {
	if f == nil {
		return func(*Entity) bool { return true }, nil
	}
	if err := f.Kind.check("kind", c.vocabulary, TermKindOfEntity); err != nil {
		return nil, err
	}
	id, err := f.ID.testEntity("id")
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
	has, err := f.compileHas(c)
	if err != nil {
		return nil, err
	}
	named, err := f.Name.test("name")
	if err != nil {
		return nil, err
	}
	evidence, err := f.Evidence.compile(c, true)
	if err != nil {
		return nil, under("evidence", err)
	}
	class, kind := f.Class.test(), f.Kind.test()
	own := func(e *Entity) bool {
		return id(e) && class(e.EntityClass) && kind(e.Kind) && validity.admit(e.Validity) &&
			(f.Name == nil || named(nameTexts(e)...)) && property(e.Properties) && has(e) && evidence(e)
	}
	return combine(own, f.And, f.Or, f.Not,
		func(part *EntityFilter) (func(*Entity) bool, error) { return part.compile(c) })
}

func nameTexts(e *Entity) []string {
	texts := make([]string, len(e.Names))
	for i, name := range e.Names {
		texts[i] = name.Text
	}
	return texts
}

// plan turns f into a query over the entities.
func (f *EntityFilter) plan(c compiler) (plan, error) {
	p := plan{Query: Query{Class: ClassEntity}}
	test, err := f.compile(c)
	if err != nil || f == nil {
		return p, err
	}
	validity, _ := f.Validity.compile(c)
	p.Bounds = validity.bounds
	f.narrowHas(c, &p)
	if f.ID != nil {
		p.narrowIDs(f.ID)
		p.named = p.IDs
	}
	if f.Class != nil {
		p.EntityClasses = narrow(&p, f.Class.Eq, f.Class.In)
	}
	if f.Kind != nil {
		p.Kinds = narrow(&p, f.Kind.Eq, f.Kind.In)
	}
	if f.Name != nil || validity.rest != nil || f.Property != nil || f.Has != nil || f.HasNot != nil ||
		f.Evidence != nil || f.And != nil || f.Or != nil || f.Not != nil {
		p.Keep = func(found Found) bool { return test(found.Record.(*Entity)) }
	}
	return p, nil
}
