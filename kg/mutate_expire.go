package kg

import (
	"context"
	"errors"
	"strings"
)

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

// ExpireRelationship gives a relationship its end and, with a claim, the statement
// that the end rests on, both or neither. The start stays as it is; of a tie that
// has its event's time, it is the start of that. The end is read in the zone of the
// relationship.
func (g *Graph) ExpireRelationship(
	ctx context.Context, writer string, in ExpireRelationshipInput,
) (*Relationship, Receipt, error) {
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(r *Relationship) (edit, error) {
		began, also, err := g.writtenOf(ctx, r)
		if err != nil {
			return edit{}, err
		}
		end, err := ParseDate(in.End, began.Zone)
		if err != nil {
			return edit{}, InField("end", err)
		}
		if r.Validity, err = began.withEnd(end.Text).Read(InstantOf(g.clock())); err != nil {
			return edit{}, aboutEnd(in.End, err)
		}
		if in.Claim == nil {
			return also, nil
		}
		claim, err := in.Claim.read(in.ID, end.Text)
		also.writes = []Write{{Record: claim, Expect: Absent}}
		return also, under("claim", err)
	})
}

// writtenOf returns the validity of a relationship as it is written, or that of its
// event where it has the event's time.
func (g *Graph) writtenOf(ctx context.Context, r *Relationship) (Written, edit, error) {
	if r.Validity.EDTF != "" {
		return r.Validity.Written, edit{}, nil
	}
	ends, err := g.store.Records(ctx, everything, []ID{r.From, r.To})
	if err != nil {
		return Written{}, edit{}, err
	}
	from, isFrom := ends[0].(*Entity)
	to, isTo := ends[1].(*Entity)
	if !isFrom || !isTo {
		return Written{}, edit{}, notFound(r.ID) // retracted between the two reads
	}
	event := eventOf(from, to)
	return event.Validity.Written, edit{rests: []RecordVersion{{event.ID, event.Version}}}, nil
}

// aboutEnd says that what is wrong is the end that was given, as it was given.
func aboutEnd(end string, err error) error {
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		return err
	}
	named := *invalid
	named.Field, named.Value = "end", end
	return &named
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
	}.read()
}
