package dataset

import (
	"fmt"

	"entente/kg"
)

// A restater turns records into the shapes that a converter turns into the same
// records. What follows from other records is left out.
type restater struct {
	// terms are those that a reader knows when it comes to a record. What follows from
	// a term is left out only where the term is among them.
	terms map[kg.ID]*kg.Term
}

func newRestater() *restater { return &restater{terms: map[kg.ID]*kg.Term{}} }

// shape returns the shape of a record, as a pointer, and its name in JSON lines.
func (s *restater) shape(r kg.Record) (name string, shape any) {
	switch r := r.(type) {
	case *kg.Term:
		s.terms[r.ID] = r
		return termShape(r)
	case *kg.Source:
		return lineSource, sourceShape(r)
	case *kg.Entity:
		return lineEntity, entityShape(r)
	case *kg.Relationship:
		return lineRelationship, s.relationship(r)
	case *kg.Claim:
		return lineClaim, s.claim(r)
	default:
		panic(fmt.Sprintf("a record of an unknown class: %T", r))
	}
}

// headOf returns the shape of what the record of an id has in common with others.
func headOf(id string, h *kg.Header) header {
	return header{ID: id, Access: string(h.Access), Sources: list[string](h.Sources), Note: h.Note}
}

func termShape(t *kg.Term) (name string, shape any) {
	h := headOf(t.Name, &t.Header)
	switch t.TermKind {
	case kg.TermRelationshipType:
		return lineRelationshipType, &relationshipType{
			header: h, Label: t.Label, InverseLabel: t.InverseLabel, Symmetric: t.Symmetric,
			Sign: string(t.Sign), From: list[string](t.From), To: list[string](t.To), Description: t.Description,
		}
	case kg.TermKindOfEntity:
		return lineKind, &kind{
			header: h, Label: t.Label, Classes: list[string](t.Classes), Description: t.Description,
		}
	default:
		return lineClaimProperty, &claimProperty{
			header: h, Label: t.Label, Value: string(t.ValueType), Unit: t.Unit, Constant: t.Constant,
			Description: t.Description,
		}
	}
}

func sourceShape(r *kg.Source) *source {
	return &source{
		header: headOf(string(r.ID), &r.Header), Title: r.Title, Publisher: r.Publisher, URL: r.URL,
		ArchivedURL: r.ArchivedURL, ContentHash: r.ContentHash, PublishedAt: string(r.PublishedAt),
		RetrievedAt: string(r.RetrievedAt), Language: r.Language, Reliability: string(r.Reliability),
		Licence: r.Licence,
	}
}

func entityShape(r *kg.Entity) *entity {
	e := &entity{
		header: headOf(string(r.ID), &r.Header), Class: string(r.EntityClass), Kind: r.Kind,
		Names: make([]nameShape, len(r.Names)), Summary: r.Summary, FormerIDs: list[string](r.FormerIDs),
		Properties: propertiesShape(r.Properties),
	}
	for i, n := range r.Names {
		e.Names[i] = nameShape{Text: n.Text, Language: n.Language, Script: n.Script, Kind: string(n.Kind)}
		if n.Validity != nil {
			e.Names[i].Validity = validityOf(n.Validity.Written)
		}
	}
	if r.Validity.Written != kg.Unknown.Written {
		e.Validity = validityOf(r.Validity.Written)
	}
	if l := r.Location; l != nil {
		e.Location = &location{Latitude: &l.Latitude, Longitude: &l.Longitude}
	}
	for _, x := range r.ExternalIDs {
		e.ExternalIDs = append(e.ExternalIDs, externalID(x))
	}
	return e
}

func propertiesShape(p kg.Properties) map[string]value {
	if len(p) == 0 {
		return nil
	}
	shapes := make(map[string]value, len(p))
	for name, v := range p {
		shapes[name] = valueOf(v)
	}
	return shapes
}

func (s *restater) relationship(r *kg.Relationship) *relationship {
	shape := &relationship{
		header: headOf(string(r.ID), &r.Header), Type: r.Type, From: string(r.From), To: string(r.To),
		Validity: tieValidityOf(r.Validity.Written), Sign: string(r.Sign),
		Properties: propertiesShape(r.Properties),
	}
	if t := s.terms[kg.TermID(kg.TermRelationshipType, r.Type)]; t != nil && t.Sign == r.Sign {
		shape.Sign = ""
	}
	return shape
}

func (s *restater) claim(r *kg.Claim) *claim {
	shape := &claim{
		header: headOf(string(r.ID), &r.Header), About: string(r.About), Property: r.Property,
		Value:  statedOf(r.Value, s.terms[kg.TermID(kg.TermClaimProperty, r.Property)]),
		Stance: string(r.Stance), AssertedBy: string(r.AssertedBy), Source: string(r.Source),
		SaidAt: string(r.SaidAt), HoldsAt: string(r.HoldsAt), Quote: r.Quote, Rank: string(r.Rank),
		Credibility: r.Credibility,
	}
	if r.Stance == kg.StanceAsserts {
		shape.Stance = ""
	}
	if r.Rank == kg.RankNormal {
		shape.Rank = ""
	}
	return shape
}
