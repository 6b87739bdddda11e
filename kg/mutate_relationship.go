package kg

import "context"

// CreateRelationshipInput describes a new relationship. Without a validity, one
// with an event takes the event's time, and all others are refused.
type CreateRelationshipInput struct {
	WriteOptions
	ID         *ID
	Type       string
	From       ID
	To         ID
	Validity   *ValidityInput
	Sign       *Sign
	Properties []PropertyInput
	Sources    []ID
	Note       *string
	Access     *Access
}

// UpdateRelationshipInput changes a relationship; what is left out stays. Its type
// and ends cannot change: retract it and create another.
type UpdateRelationshipInput struct {
	WriteOptions
	ID              ID
	ExpectedVersion *int
	Validity        *ValidityInput
	Sign            *Sign
	Properties      []PropertyInput
	Sources         []ID
	Note            *string
	Access          *Access
}

// CreateRelationship adds a relationship. An id that is taken is an ErrConflict.
func (g *Graph) CreateRelationship(
	ctx context.Context, writer string, in CreateRelationshipInput,
) (*Relationship, Receipt, error) {
	r := &Relationship{Type: in.Type, From: in.From, To: in.To}
	r.ID = NewID("relationship")
	set(&r.ID, in.ID)
	err := g.editRelationship(r, UpdateRelationshipInput{
		Validity: in.Validity, Sign: in.Sign, Properties: in.Properties,
		Sources: in.Sources, Note: in.Note, Access: in.Access,
	})
	if err != nil {
		return nil, Receipt{}, err
	}
	return create(ctx, g, in.by(writer), in, r)
}

// UpdateRelationship changes a relationship.
func (g *Graph) UpdateRelationship(
	ctx context.Context, writer string, in UpdateRelationshipInput,
) (*Relationship, Receipt, error) {
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(r *Relationship) (edit, error) {
		return edit{}, g.editRelationship(r, in)
	})
}

// editRelationship makes the changes of in to r.
func (g *Graph) editRelationship(r *Relationship, in UpdateRelationshipInput) (err error) {
	set(&r.Sign, in.Sign)
	set(&r.Note, in.Note)
	set(&r.Access, in.Access)
	setList(&r.Sources, in.Sources)
	if in.Properties != nil {
		if r.Properties, err = readProperties(in.Properties); err != nil {
			return err
		}
	}
	if in.Validity != nil {
		r.Validity, err = in.Validity.read(InstantOf(g.clock()))
	}
	return err
}
