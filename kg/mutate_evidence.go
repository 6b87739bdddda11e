package kg

import (
	"context"
	"errors"
)

// RecordClaimInput describes a new claim.
type RecordClaimInput struct {
	WriteOptions
	ID          *ID
	About       ID
	Property    string
	Value       *ValueInput
	Stance      *Stance
	AssertedBy  *ID
	Source      ID
	SaidAt      *string
	HoldsAt     *string
	Quote       *string
	Rank        *Rank
	Credibility *int
	Note        *string
	Access      *Access
}

// RankClaimInput says how far a claim is believed.
type RankClaimInput struct {
	WriteOptions
	ID              ID
	ExpectedVersion *int
	Rank            Rank
}

// AddSourceInput describes a new source.
type AddSourceInput struct {
	WriteOptions
	ID          *ID
	Title       string
	Publisher   *string
	URL         *string
	ArchivedURL *string
	ContentHash *string
	PublishedAt *string
	RetrievedAt *string
	Language    *string
	Reliability *Reliability
	Licence     *string
	Note        *string
	Access      *Access
}

// RetractInput names a record to take out of the graph.
type RetractInput struct {
	WriteOptions
	ID              ID
	ExpectedVersion *int
}

// RecordClaim adds a claim. A number without a unit gets the property's.
func (g *Graph) RecordClaim(ctx context.Context, writer string, in RecordClaimInput) (*Claim, Receipt, error) {
	claim, err := in.read()
	if err != nil {
		return nil, Receipt{}, err
	}
	return create(ctx, g, in.by(writer), in, claim)
}

// read makes the claim that in describes.
func (in RecordClaimInput) read() (*Claim, error) {
	c := &Claim{
		About: in.About, Property: in.Property, Stance: StanceAsserts, AssertedBy: given(in.AssertedBy),
		Source: in.Source, Quote: given(in.Quote), Rank: RankNormal, Credibility: given(in.Credibility),
	}
	c.ID = NewID("claim")
	set(&c.ID, in.ID)
	set(&c.Stance, in.Stance)
	set(&c.Rank, in.Rank)
	c.Note, c.Access = given(in.Note), given(in.Access)
	if in.Source != "" {
		c.Sources = []ID{in.Source}
	}
	if in.Credibility != nil && *in.Credibility == 0 {
		// 0 stands for one that is not judged; whoever means that leaves it out.
		return nil, badCredibility(0)
	}
	value, err := in.Value.read()
	if err != nil {
		return nil, under("value", err)
	}
	c.Value = value
	if c.SaidAt, err = dateOf("saidAt", in.SaidAt); err != nil {
		return nil, err
	}
	c.HoldsAt, err = dateOf("holdsAt", in.HoldsAt)
	return c, err
}

// dateOf reads one date; nil and empty are an unknown one.
func dateOf(field string, text *string) (DateText, error) {
	if given(text) == "" {
		return "", nil
	}
	date, err := ParseDate(*text, "")
	return DateText(date.Text), under(field, withoutField(err))
}

// RankClaim changes how far a claim is believed. It moves no validity.
func (g *Graph) RankClaim(ctx context.Context, writer string, in RankClaimInput) (*Claim, Receipt, error) {
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(c *Claim) (edit, error) {
		c.Rank = in.Rank
		return edit{}, nil
	})
}

// AddSource adds a source. Its address is kept and never fetched.
func (g *Graph) AddSource(ctx context.Context, writer string, in AddSourceInput) (*Source, Receipt, error) {
	s := &Source{
		Title: in.Title, Publisher: given(in.Publisher), URL: given(in.URL), ArchivedURL: given(in.ArchivedURL),
		ContentHash: given(in.ContentHash), Language: given(in.Language), Reliability: given(in.Reliability),
		Licence: given(in.Licence),
	}
	s.ID = NewID("source")
	set(&s.ID, in.ID)
	s.Note, s.Access = given(in.Note), given(in.Access)
	var published, retrieved error
	s.PublishedAt, published = dateOf("publishedAt", in.PublishedAt)
	s.RetrievedAt, retrieved = dateOf("retrievedAt", in.RetrievedAt)
	if err := errors.Join(published, retrieved); err != nil {
		return nil, Receipt{}, err
	}
	return create(ctx, g, in.by(writer), in, s)
}

// Retract takes a record out of the graph: it should not have been there. Its
// versions stay. A record that others refer to is an ErrConflict; so is a term,
// which records may use.
func (g *Graph) Retract(ctx context.Context, writer string, in RetractInput) (Receipt, error) {
	return rewrite(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(record Record) (Batch, error) {
		if record.Class() == ClassTerm {
			return Batch{}, &ConflictError{Record: in.ID, Reason: "a term of the vocabulary stays"}
		}
		return Batch{Writes: []Write{{Record: record, Retract: true, Expect: record.Head().Version}}}, nil
	})
}
