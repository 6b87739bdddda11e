package kg

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// A draft is a batch in the making: the records that are to be written, the
// stored ones that they refer to, and what follows for others.
type draft struct {
	graph      *Graph
	vocabulary *Vocabulary
	batch      Batch
	// place is where in the batch a record is written.
	place map[ID]int
	// stored holds what was read; nil marks an id that is not there.
	stored map[ID]Record
	// derived are the records that are written because another one was.
	derived map[ID]bool
	// rests are the records that what is written was derived from.
	rests map[ID]bool
	// shifted are the stored records whose change others followed, or had to.
	shifted []shift
	// late is true where the change that others follow has been made already.
	late bool
}

// everything is the view in which writes see the graph: all of it.
var everything = View{Valid: Always, Restricted: true}

// newDraft copies b and reads all that its writes may replace or refer to.
func (g *Graph) newDraft(ctx context.Context, b Batch) (*draft, error) {
	d := &draft{
		graph: g, batch: b, place: make(map[ID]int, len(b.Writes)),
		stored: make(map[ID]Record), derived: make(map[ID]bool), rests: make(map[ID]bool),
	}
	d.batch.Writes = slices.Clone(b.Writes)
	var terms []*Term
	var needed []ID
	for i, w := range b.Writes {
		record := clone(w.Record)
		d.batch.Writes[i].Record = record
		id := record.Head().ID
		if _, twice := d.place[id]; twice {
			return nil, &InvalidError{Field: "id", Value: string(id), Reason: "written twice in one batch"}
		}
		d.place[id] = i
		if w.Expect != Absent { // else the store refuses it if there is one
			needed = append(needed, id)
		}
		for _, ref := range record.References() {
			needed = append(needed, ref.ID)
		}
		if term, ok := record.(*Term); ok && !w.Retract {
			terms = append(terms, term)
		}
	}
	if err := d.read(ctx, needed); err != nil {
		return nil, err
	}
	vocabulary, err := g.refreshVocabulary(ctx)
	if err != nil {
		return nil, err
	}
	d.vocabulary = vocabulary.with(terms)
	return d, nil
}

// clone copies a record, so that completing it leaves the caller's alone.
func clone(r Record) Record {
	switch r := r.(type) {
	case *Entity:
		c := *r
		return &c
	case *Relationship:
		c := *r
		return &c
	case *Claim:
		c := *r
		return &c
	case *Source:
		c := *r
		return &c
	default:
		c := *r.(*Term)
		return &c
	}
}

// read fetches the records of the ids that the draft has not seen, in one call.
func (d *draft) read(ctx context.Context, ids []ID) error {
	missing := make(map[ID]bool)
	for _, id := range ids {
		if _, known := d.stored[id]; !known && id.Validate() == nil {
			missing[id] = true
		}
	}
	if len(missing) == 0 {
		return nil
	}
	ids = slices.Sorted(maps.Keys(missing))
	records, err := d.graph.store.Records(ctx, everything, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		d.stored[id] = records[i]
	}
	return nil
}

// record returns the record of an id as it will be after the batch, or nil.
func (d *draft) record(id ID) Record {
	if i, written := d.place[id]; written {
		if d.batch.Writes[i].Retract {
			return nil
		}
		return d.batch.Writes[i].Record
	}
	return d.stored[id]
}

// refer checks that a reference finds a record of the right class.
func (d *draft) refer(ref Reference) error {
	record := d.record(ref.ID)
	switch {
	case record != nil && (ref.Class == "" && record.Class() != ClassTerm || record.Class() == ref.Class):
		return nil
	case record != nil:
		return &InvalidError{
			Field: ref.Field, Value: string(ref.ID),
			Reason: fmt.Sprintf("is %s, not %s", withArticle(record.Class()), withArticle(ref.Class)),
		}
	default:
		return &InvalidError{
			Field: ref.Field, Value: string(ref.ID),
			Reason: fmt.Sprintf("there is no %s with this id", describe(ref.Class)),
		}
	}
}

// describe names a class in a sentence.
func describe(c Class) string {
	switch c {
	case ClassEntity:
		return "entity"
	case ClassRelationship:
		return "relationship"
	case ClassClaim:
		return "claim"
	case ClassSource:
		return "source"
	case ClassTerm:
		return "term of the vocabulary"
	default:
		return "record"
	}
}

// withArticle names a class with "a" or "an".
func withArticle(c Class) string {
	if c == ClassEntity {
		return "an " + describe(c)
	}
	return "a " + describe(c)
}

// complete checks the write in a place of the batch and sets what follows from
// other records.
func (d *draft) complete(i int) error {
	w := &d.batch.Writes[i]
	if w.Retract {
		return nil
	}
	for _, ref := range w.Record.References() {
		if err := d.refer(ref); err != nil {
			return err
		}
	}
	if err := d.settle(w.Record); err != nil {
		return err
	}
	return w.Record.Validate()
}

// settle sets the derived parts of a record and checks it against the vocabulary
// and the records it refers to.
func (d *draft) settle(r Record) error {
	for _, id := range restsOn(r) {
		d.rests[id] = true
	}
	switch r := r.(type) {
	case *Entity:
		return d.settleEntity(r)
	case *Relationship:
		return d.settleRelationship(r)
	case *Claim:
		return d.settleClaim(r)
	case *Term:
		return d.settleTerm(r)
	default:
		return nil
	}
}

func (d *draft) settleEntity(e *Entity) error {
	kind, err := d.vocabulary.Term(TermKindOfEntity, e.Kind)
	if err != nil {
		return under("kind", err)
	}
	if !slices.Contains(kind.Classes, e.EntityClass) {
		return &InvalidError{
			Field: "kind", Value: e.Kind, Reason: fmt.Sprintf("is not a kind of %s", e.EntityClass),
			Accepted: fmt.Sprintf("it is for %v", kind.Classes),
		}
	}
	if before, ok := d.stored[e.ID].(*Entity); ok && before.EntityClass != e.EntityClass {
		return &InvalidError{Field: "class", Value: string(e.EntityClass), Reason: "the class of an entity cannot change"}
	}
	return nil
}

func (d *draft) settleRelationship(r *Relationship) error {
	term, err := d.vocabulary.Term(TermRelationshipType, r.Type)
	if err != nil {
		return under("type", err)
	}
	from, to := d.record(r.From).(*Entity), d.record(r.To).(*Entity)
	if err := permitted("from", from, term.From, r.Type); err != nil {
		return err
	}
	if err := permitted("to", to, term.To, r.Type); err != nil {
		return err
	}
	r.Symmetric = term.Symmetric
	if r.Sign == "" {
		r.Sign = term.Sign
	}
	r.Restricted = r.Access == AccessRestricted ||
		from.Access == AccessRestricted || to.Access == AccessRestricted
	return r.limit(from, to)
}

// permitted checks the class of an end against those that the type is for.
func permitted(field string, end *Entity, classes []EntityClass, kind string) error {
	if len(classes) == 0 || slices.Contains(classes, end.EntityClass) {
		return nil
	}
	return &InvalidError{
		Field: field, Value: string(end.ID), Reason: fmt.Sprintf("is of class %s", end.EntityClass),
		Accepted: fmt.Sprintf("a %s has %v at this end", kind, classes),
	}
}

// limit derives the span of r from its ends: unknown bounds stay within the
// lifetimes of both, and a tie to an event that has no dates takes the event's.
func (r *Relationship) limit(from, to *Entity) error {
	if r.Validity.EDTF == "" {
		event := eventOf(from, to)
		if event == nil {
			return &InvalidError{
				Field: "validity", Reason: "must be set",
				Accepted: "only a tie between an event and something else can take the event's time",
			}
		}
		r.Validity = Validity{Span: event.Validity.Span}
		return nil
	}
	limited, err := r.Validity.Limit(from.Validity.Span, to.Validity.Span)
	if err != nil {
		return under("validity", err)
	}
	r.Validity = limited
	return nil
}

// eventOf returns the one event among the two, or nil.
func eventOf(from, to *Entity) *Entity {
	switch a, b := from.EntityClass == ClassEvent, to.EntityClass == ClassEvent; {
	case a == b:
		return nil
	case a:
		return from
	default:
		return to
	}
}

func (d *draft) settleClaim(c *Claim) error {
	property, err := d.vocabulary.Term(TermClaimProperty, c.Property)
	if err != nil {
		return under("property", err)
	}
	if c.Value.Type != property.ValueType {
		return &InvalidError{
			Field: "value", Value: c.Value.String(), Reason: fmt.Sprintf("is a value of type %s", c.Value.Type),
			Accepted: fmt.Sprintf("%s takes values of type %s", c.Property, property.ValueType),
		}
	}
	if number := c.Value.Number; number != nil && number.Unit == "" && property.Unit != "" {
		with := *number
		with.Unit = property.Unit
		c.Value.Number = &with
	}
	c.Restricted = c.Access == AccessRestricted
	for _, id := range restsOn(c) {
		c.Restricted = c.Restricted || d.record(id).Keys().Restricted
	}
	return nil
}

func (d *draft) settleTerm(t *Term) error {
	before, ok := d.stored[t.ID].(*Term)
	switch {
	case !ok:
		return nil
	case before.Symmetric != t.Symmetric:
		return &InvalidError{Field: "symmetric", Reason: "cannot change: records rest on it"}
	case before.ValueType != t.ValueType:
		return &InvalidError{Field: "valueType", Reason: "cannot change: claims rest on it"}
	}
	return nil
}
