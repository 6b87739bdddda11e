package kg

import (
	"cmp"
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
	vocabulary, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, Receipt{}, err
	}
	unit := ""
	if property, err := vocabulary.Term(TermClaimProperty, in.Property); err == nil {
		unit = property.Unit
	}
	claim, err := in.read(unit)
	if err != nil {
		return nil, Receipt{}, err
	}
	return create(ctx, g, in.by(writer), in, claim)
}

// read makes the claim that in describes.
func (in RecordClaimInput) read(unit string) (*Claim, error) {
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
	value, err := in.Value.read(unit)
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
	return change(ctx, g, in.by(writer), in, in.ID, in.ExpectedVersion, func(c *Claim) ([]Write, error) {
		c.Rank = in.Rank
		return nil, nil
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
	batch, err := in.by(writer).batch(in)
	if err != nil {
		return Receipt{}, err
	}
	if receipt, err := g.repeated(ctx, batch); receipt != nil || err != nil {
		return *cmp.Or(receipt, &Receipt{}), err
	}
	record, err := One[Record](ctx, g, everything, in.ID)
	if err != nil {
		return Receipt{}, err
	}
	if record.Class() == ClassTerm {
		return Receipt{}, &ConflictError{Record: in.ID, Reason: "a term of the vocabulary stays"}
	}
	if err := checkVersion(in.ID, in.ExpectedVersion, record.Head().Version); err != nil {
		return Receipt{}, err
	}
	batch.Writes = []Write{{Record: record, Retract: true, Expect: record.Head().Version}}
	return g.Write(ctx, batch)
}
