package jsonld

import (
	"entente/formats"
	"entente/kg"
)

// iri is the name of a record in RDF.
func iri(id kg.ID) string { return prefix + string(id) }

func iris(ids []kg.ID) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = iri(id)
	}
	return all
}

func head(h *kg.Header, types ...string) header {
	return header{node: node{iri(h.ID), types}, Access: h.Access, Sources: iris(h.Sources), Note: h.Note}
}

// about is what the export is of.
func about(x *formats.Export) export {
	e := export{
		node:  node{prefix + "export", []string{"prov:Bundle", "dcat:Dataset"}},
		Title: x.About.Title, AsOf: x.About.Valid, Known: formats.KnownText(x.About.Known),
		AccordingTo: iris(x.About.AccordingTo), Certainty: x.About.Certainty, Where: x.About.Where,
		Licences: x.About.Licences,
	}
	if x.View.Valid.Unbounded() {
		e.StatusAt = x.View.StatusWindow().From.String()
	}
	return e
}

func ofTerm(t *kg.Term) term {
	types := []string{"ent:ClaimProperty", "rdf:Property"}
	switch t.TermKind {
	case kg.TermKindOfEntity:
		types = []string{"ent:Kind", "skos:Concept"}
	case kg.TermRelationshipType:
		types = []string{"ent:RelationshipType", "rdf:Property"}
	}
	return term{
		header: head(&t.Header, types...), Label: t.Label, Description: t.Description,
		InverseLabel: t.InverseLabel, Symmetric: t.Symmetric, Sign: t.Sign, Classes: t.Classes,
		From: t.From, To: t.To, ValueType: t.ValueType, Unit: t.Unit, Constant: t.Constant,
	}
}

func ofSource(s *kg.Source) source {
	return source{
		header: head(&s.Header, "ent:Source", "prov:Entity"), Title: s.Title, Publisher: s.Publisher,
		URL: s.URL, ArchivedURL: s.ArchivedURL, ContentHash: s.ContentHash, PublishedAt: s.PublishedAt,
		RetrievedAt: s.RetrievedAt, Language: s.Language, Reliability: s.Reliability, Licence: s.Licence,
	}
}

func ofValidity(v kg.Validity) *validity {
	return &validity{
		Types: "ent:Validity", EDTF: v.EDTF, Words: v.Text(), StartKind: v.Start().Kind, EndKind: v.End().Kind,
		StartEarliest: formats.MomentText(v.Span.StartEarliest), StartLatest: formats.MomentText(v.Span.StartLatest),
		EndEarliest: formats.MomentText(v.Span.EndEarliest), EndLatest: formats.MomentText(v.Span.EndLatest),
		AttestedFrom: v.AttestedFrom, AttestedUntil: v.AttestedUntil,
		StartedAfter: v.StartedAfter, EndedBefore: v.EndedBefore, Zone: v.Zone,
	}
}

func ofProperties(p kg.Properties) []property {
	var all []property
	for _, name := range p.Names() {
		all = append(all, property{"ent:Property", name, ofValue(p[name])})
	}
	return all
}

func ofValue(v kg.Value) value {
	out := value{Text: v.String()}
	switch v.Type {
	case kg.ValueNumber:
		out.Number = &quantity{"schema:QuantitativeValue", v.Number.Min, v.Number.Max, v.Number.Unit}
	case kg.ValueDate:
		out.Date = v.Date
	case kg.ValueEntity:
		out.Entity = iri(v.Entity)
	}
	return out
}

func ofRelationship(r *kg.Relationship, x *formats.Export) relationship {
	return relationship{
		header: head(&r.Header, "ent:Relationship", "rdf:Statement", "prov:Entity"),
		From:   iri(r.From), Type: iri(kg.TermID(kg.TermRelationshipType, r.Type)), To: iri(r.To),
		Sign: r.Sign, Status: r.Validity.Span.Status(x.View.StatusWindow()), Symmetric: r.Symmetric,
		Validity: ofValidity(r.Validity), Properties: ofProperties(r.Properties),
	}
}

func ofClaim(c *kg.Claim) claim {
	out := claim{
		header: head(&c.Header, "ent:Claim", "prov:Entity"),
		About:  iri(c.About), Property: iri(kg.TermID(kg.TermClaimProperty, c.Property)), Stance: c.Stance,
		Rank: c.Rank, Credibility: c.Credibility, Source: iri(c.Source), SaidAt: c.SaidAt, HoldsAt: c.HoldsAt,
		Quote: c.Quote, value: ofValue(c.Value),
	}
	if c.AssertedBy != "" {
		out.AssertedBy = iri(c.AssertedBy)
	}
	if said, err := kg.ParseInstant(string(c.SaidAt)); err == nil {
		out.GeneratedAt = formats.MomentText(said)
	}
	return out
}
