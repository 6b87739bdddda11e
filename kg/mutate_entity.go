package kg

import "context"

// CreateEntityInput describes a new entity.
type CreateEntityInput struct {
	WriteOptions
	ID          *ID
	Class       EntityClass
	Kind        string
	Names       []NameInput
	Summary     *string
	Validity    *ValidityInput
	Location    *LocationInput
	ExternalIDs []ExternalIDInput
	Properties  []PropertyInput
	Sources     []ID
	Note        *string
	Access      *Access
}

// UpdateEntityInput changes an entity; what is left out stays.
type UpdateEntityInput struct {
	WriteOptions
	ID              ID
	ExpectedVersion *int
	Kind            *string
	Names           []NameInput
	Summary         *string
	Validity        *ValidityInput
	Location        *LocationInput
	ExternalIDs     []ExternalIDInput
	Properties      []PropertyInput
	Sources         []ID
	Note            *string
	Access          *Access
}

// CreateEntity adds an entity. An id that is taken is an ErrConflict.
func (g *Graph) CreateEntity(ctx context.Context, writer string, in CreateEntityInput) (*Entity, Receipt, error) {
	e := &Entity{EntityClass: in.Class, Validity: Unknown}
	e.ID = NewID("entity")
	set(&e.ID, in.ID)
	err := g.editEntity(e, UpdateEntityInput{
		Kind: &in.Kind, Names: in.Names, Summary: in.Summary, Validity: in.Validity, Location: in.Location,
		ExternalIDs: in.ExternalIDs, Properties: in.Properties, Sources: in.Sources, Note: in.Note, Access: in.Access,
	})
	if err != nil {
		return nil, Receipt{}, err
	}
	return create(ctx, g, in.by(writer), in, e)
}

// UpdateEntity changes an entity. Its relationships follow a change of its
// lifetime; see [Graph.Write].
func (g *Graph) UpdateEntity(ctx context.Context, writer string, in UpdateEntityInput) (*Entity, Receipt, error) {
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(e *Entity) (edit, error) {
		return edit{}, g.editEntity(e, in)
	})
}

// editEntity makes the changes of in to e.
func (g *Graph) editEntity(e *Entity, in UpdateEntityInput) (err error) {
	now := InstantOf(g.clock())
	set(&e.Kind, in.Kind)
	set(&e.Summary, in.Summary)
	set(&e.Note, in.Note)
	set(&e.Access, in.Access)
	setList(&e.Sources, in.Sources)
	if in.Location != nil {
		e.Location = &Location{in.Location.Latitude, in.Location.Longitude}
	}
	if in.ExternalIDs != nil {
		e.ExternalIDs = readExternalIDs(in.ExternalIDs)
	}
	if in.Names != nil {
		if e.Names, err = readNames(in.Names, now); err != nil {
			return err
		}
	}
	if in.Properties != nil {
		if e.Properties, err = readProperties(in.Properties); err != nil {
			return err
		}
	}
	if in.Validity != nil {
		e.Validity, err = in.Validity.read(now)
	}
	return err
}
