package kg

import (
	"context"
	"fmt"
	"slices"
)

// MaxMerged is how many records may refer to an entity that is merged into another.
const MaxMerged = 5000

// MergeEntitiesInput names two entities that are one.
type MergeEntitiesInput struct {
	WriteOptions
	// ID is the one that goes, Into the one that stays.
	ID, Into ID
	// ExpectedVersion is that of the one that stays.
	ExpectedVersion *int
}

// MergeEntities makes one entity of two: all that refers to the one that goes refers
// to the other, which takes its names, as aliases, and its sources, external ids
// and further values where it has none. The one that goes is retracted, and its id
// leads to the other. What is said of time, kind, summary and place stays that of the
// one that stays. Relationships between the two are in the way: an ErrConflict names
// one. A restricted entity is not merged into a public one. [Graph.Undo] takes it all
// back.
func (g *Graph) MergeEntities(
	ctx context.Context, writer string, in MergeEntitiesInput,
) (*Entity, Receipt, error) {
	if in.ID == in.Into {
		return nil, Receipt{}, &InvalidError{
			Field: "into", Value: string(in.Into), Reason: "an entity cannot be merged into itself",
		}
	}
	w := in.by(writer)
	w.alone = true
	receipt, err := rewrite(ctx, g, w, in, in.Into, in.ExpectedVersion,
		func(into *Entity) (Batch, error) {
			from, err := One[*Entity](ctx, g, everything, in.ID)
			if err != nil {
				return Batch{}, err
			}
			m := merger{from: from, into: clone(into).(*Entity)}
			if err := m.check(); err != nil {
				return Batch{}, err
			}
			return m.batch(ctx, g)
		})
	return asWritten[*Entity](ctx, g, receipt, err)
}

// A merger merges from into a copy of into.
type merger struct{ from, into *Entity }

// check refuses two entities that cannot be one as they are. What is restricted is
// not merged into what is public, since all that is known of it would be shown.
func (m merger) check() error {
	refused := &InvalidError{Field: "into", Value: string(m.into.ID)}
	switch from, into := m.from, m.into; {
	case from.EntityClass != into.EntityClass:
		refused.Reason = fmt.Sprintf("is of class %s, and %s of %s", into.EntityClass, from.ID, from.EntityClass)
	case from.Access == AccessRestricted && into.Access != AccessRestricted:
		refused.Reason = fmt.Sprintf("is public, and %s is restricted", from.ID)
		refused.Accepted = "give both the same access first"
	default:
		return nil
	}
	return refused
}

// batch makes the batch: first the entity that stays, then what referred to the one
// that goes, last that one.
func (m merger) batch(ctx context.Context, g *Graph) (Batch, error) {
	referring, err := m.referring(ctx, g)
	if err != nil {
		return Batch{}, err
	}
	m.absorb()
	batch := Batch{Writes: []Write{{Record: m.into, Expect: m.into.Version}}}
	for _, record := range referring {
		expect := record.Head().Version
		record = clone(record)
		if err := m.redirect(record); err != nil {
			return Batch{}, err
		}
		batch.Writes = append(batch.Writes, Write{Record: record, Expect: expect, Reason: m.reason()})
	}
	batch.Writes = append(batch.Writes, Write{Record: m.from, Retract: true, Expect: m.from.Version})
	return batch, nil
}

// reason says why what referred to the one that goes is changed. Readers are told the
// reasons of public records, so it names nothing restricted; then that of the batch stands.
func (m merger) reason() string {
	if m.into.Access == AccessRestricted {
		return ""
	}
	return fmt.Sprintf("%s is now %s", m.from.ID, m.into.ID)
}

// referring returns the records that refer to the entity that goes, but for the one
// that stays, each once.
func (m merger) referring(ctx context.Context, g *Graph) ([]Record, error) {
	cited := []ID{m.from.ID}
	pages, err := g.store.Find(ctx, everything, []Query{
		{Class: ClassRelationship, Of: m.from.ID, Limit: MaxMerged + 1},
		{Class: ClassEntity, Cites: cited, Limit: MaxMerged + 1},
		{Class: ClassRelationship, Cites: cited, Limit: MaxMerged + 1},
		{Class: ClassClaim, Cites: cited, Limit: MaxMerged + 1},
	})
	if err != nil {
		return nil, err
	}
	var records []Record
	seen := map[ID]bool{m.into.ID: true, m.from.ID: true}
	for _, found := range slices.Concat(pages...) {
		if id := found.Record.Head().ID; !seen[id] {
			seen[id] = true
			records = append(records, found.Record)
		}
	}
	if len(records) > MaxMerged {
		return nil, &LimitError{
			What: "records that refer to the entity", Value: len(records), Limit: MaxMerged,
		}
	}
	return records, nil
}

// absorb takes into the entity that stays what the other has and it has not.
func (m merger) absorb() {
	e := m.into
	e.Names = slices.Clone(e.Names)
	for _, name := range m.from.Names {
		if name.Kind == NameOfficial {
			name.Kind = NameAlias
		}
		if !slices.ContainsFunc(e.Names, func(n Name) bool { return n.Text == name.Text }) {
			e.Names = append(e.Names, name)
		}
	}
	e.Sources = distinct(slices.Concat(e.Sources, m.from.Sources))
	e.ExternalIDs = distinct(slices.Concat(e.ExternalIDs, m.from.ExternalIDs))
	e.FormerIDs = distinct(slices.Concat(e.FormerIDs, m.from.FormerIDs, []ID{m.from.ID}))
	properties := make(Properties, len(e.Properties))
	for name, value := range m.from.Properties {
		properties[name] = m.value(value)
	}
	for name, value := range e.Properties {
		properties[name] = m.value(value)
	}
	if len(properties) > 0 {
		e.Properties = properties
	}
}

// id returns the id that stands for another after the merger.
func (m merger) id(id ID) ID {
	if id == m.from.ID {
		return m.into.ID
	}
	return id
}

func (m merger) value(v Value) Value {
	v.Entity = m.id(v.Entity)
	return v
}

// redirect makes a record refer to the entity that stays.
func (m merger) redirect(record Record) error {
	switch r := record.(type) {
	case *Relationship:
		r.From, r.To = m.id(r.From), m.id(r.To)
		r.Properties = m.properties(r.Properties)
		if r.From == r.To {
			return &ConflictError{
				Record: r.ID, Reason: "joins the two entities, which are to be one; retract or change it first",
			}
		}
	case *Claim:
		r.About, r.AssertedBy, r.Value = m.id(r.About), m.id(r.AssertedBy), m.value(r.Value)
	case *Entity:
		r.Properties = m.properties(r.Properties)
	}
	return nil
}

func (m merger) properties(properties Properties) Properties {
	if properties == nil {
		return nil
	}
	redirected := make(Properties, len(properties))
	for name, value := range properties {
		redirected[name] = m.value(value)
	}
	return redirected
}
