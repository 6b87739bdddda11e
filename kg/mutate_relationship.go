package kg

import (
	"context"
	"strings"
)

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

// ExpireRelationshipInput says when a relationship ended.
type ExpireRelationshipInput struct {
	WriteOptions
	ID              ID
	ExpectedVersion *int
	// End is the EDTF date or instant of the end: it was in force at some moment of
	// that day, month or year, or until that instant.
	End string
	// Claim is the statement that the end rests on.
	Claim *EndClaimInput
}

// EndClaimInput is a claim about the end of the relationship that expires.
type EndClaimInput struct {
	AssertedBy *ID
	Source     ID
	SaidAt     *string
	Quote      *string
	Rank       *Rank
	Note       *string
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
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(r *Relationship) ([]Write, error) {
		return nil, g.editRelationship(r, in)
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

// ExpireRelationship gives a relationship its end and, with a claim, the statement
// that the end rests on, both or neither. The start stays as it is.
func (g *Graph) ExpireRelationship(
	ctx context.Context, writer string, in ExpireRelationshipInput,
) (*Relationship, Receipt, error) {
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(r *Relationship) ([]Write, error) {
		validity, err := r.Validity.Written.withEnd(in.End).Read(InstantOf(g.clock()))
		if err != nil {
			return nil, under("end", withoutField(err))
		}
		r.Validity = validity
		if in.Claim == nil {
			return nil, nil
		}
		claim, err := in.Claim.read(in.ID, in.End)
		return []Write{{Record: claim, Expect: Absent}}, under("claim", err)
	})
}

// withEnd returns w with another end, and without what was said of the old one.
func (w Written) withEnd(end string) Written {
	start, _, _ := strings.Cut(w.EDTF, "/")
	w.EDTF = start + "/" + end
	w.Ended, w.Scheduled, w.EndedBefore = false, false, ""
	return w
}

// read makes the claim that a relationship ended.
func (in *EndClaimInput) read(about ID, end string) (*Claim, error) {
	return RecordClaimInput{
		About: about, Property: PropertyEnd, Value: &ValueInput{Date: &end}, AssertedBy: in.AssertedBy,
		Source: in.Source, SaidAt: in.SaidAt, Quote: in.Quote, Rank: in.Rank, Note: in.Note,
	}.read("")
}
