package dataset

import (
	"cmp"
	"errors"
	"fmt"

	"entente/kg"
)

// fieldsInFiles are the names in files of the fields of terms that package kg
// calls otherwise.
var fieldsInFiles = map[string]string{"name": "id", "valueType": "value"}

func (c *converter) relationshipType(t *relationshipType) {
	c.putTerm(&t.header, kg.Term{
		TermKind: kg.TermRelationshipType, Label: t.Label, Description: t.Description,
		InverseLabel: t.InverseLabel, Symmetric: t.Symmetric, Sign: kg.Sign(t.Sign),
		From: list[kg.EntityClass](t.From), To: list[kg.EntityClass](t.To),
	})
}

func (c *converter) kind(t *kind) {
	c.putTerm(&t.header, kg.Term{
		TermKind: kg.TermKindOfEntity, Label: t.Label, Description: t.Description,
		Classes: list[kg.EntityClass](t.Classes),
	})
}

func (c *converter) claimProperty(t *claimProperty) {
	c.putTerm(&t.header, kg.Term{
		TermKind: kg.TermClaimProperty, Label: t.Label, Description: t.Description,
		ValueType: kg.ValueType(t.Value), Unit: t.Unit, Constant: t.Constant,
	})
}

// putTerm completes and puts a term. In files the id of a term is its name.
func (c *converter) putTerm(h *header, t kg.Term) {
	t.Header, t.Name = h.head(kg.TermID(t.TermKind, h.ID)), h.ID
	var invalid *kg.InvalidError
	if err := t.Validate(); errors.As(err, &invalid) {
		if name, other := fieldsInFiles[invalid.Field]; other {
			moved := *invalid
			moved.Field = name
			c.note(&h.origin, "", &moved)
			return
		}
	}
	c.own[t.ID] = &t
	c.put(&t, &h.origin, "")
}

func (c *converter) source(s *source) {
	c.put(&kg.Source{
		Header: s.head(kg.ID(s.ID)), Title: s.Title, Publisher: s.Publisher,
		URL: s.URL, ArchivedURL: s.ArchivedURL, ContentHash: s.ContentHash,
		PublishedAt: c.date(&s.origin, "publishedAt", s.PublishedAt),
		RetrievedAt: c.date(&s.origin, "retrievedAt", s.RetrievedAt),
		Language:    s.Language, Reliability: kg.Reliability(s.Reliability), Licence: s.Licence,
	}, &s.origin, "")
}

func (c *converter) entity(e *entity) {
	when, err := c.validity(e.Validity, true)
	if err != nil {
		c.note(&e.origin, "", err)
		return
	}
	if _, err := c.term(kg.TermKindOfEntity, e.Kind); err != nil {
		c.note(&e.origin, "", at("kind", err))
		return
	}
	out := &kg.Entity{
		Header: e.head(kg.ID(e.ID)), EntityClass: kg.EntityClass(e.Class), Kind: e.Kind,
		Names: c.names(e), Summary: e.Summary, Validity: when, Location: c.location(e),
		ExternalIDs: externalIDs(e.ExternalIDs), FormerIDs: ids(e.FormerIDs),
		Properties: c.properties(&e.origin, e.Properties),
	}
	if !c.put(out, &e.origin, "") {
		return
	}
	e.made = out
	if out.EntityClass == kg.ClassEvent && c.events != nil {
		c.events[e.ID] = when.Span
	}
}

func (c *converter) names(e *entity) []kg.Name {
	names := make([]kg.Name, len(e.Names))
	for i, n := range e.Names {
		names[i] = kg.Name{
			Text: n.Text, Language: n.Language, Script: n.Script, Kind: kg.NameKind(n.Kind),
		}
		if n.Validity == nil {
			continue
		}
		when, err := c.validity(n.Validity, false)
		if err != nil {
			c.note(&e.origin, "", at(fmt.Sprintf("names[%d]", i), err))
			continue
		}
		names[i].Validity = &when
	}
	return names
}

func (c *converter) location(e *entity) *kg.Location {
	switch l := e.Location; {
	case l == nil:
		return nil
	case l.Latitude == nil || l.Longitude == nil:
		c.refuse(e.of("location"), "location", "", "half a point", "write latitude and longitude")
		return nil
	default:
		return &kg.Location{Latitude: *l.Latitude, Longitude: *l.Longitude}
	}
}

func externalIDs(shapes []externalID) []kg.ExternalID {
	var out []kg.ExternalID
	for _, x := range shapes {
		out = append(out, kg.ExternalID(x))
	}
	return out
}

func (c *converter) relationship(r *relationship) {
	when, err := c.when(r)
	if err != nil {
		c.note(&r.origin, "", err)
		return
	}
	c.tie(&kg.Relationship{
		Header: r.head(kg.ID(r.ID)), Type: r.Type, From: kg.ID(r.From), To: kg.ID(r.To),
		Validity: when, Sign: kg.Sign(r.Sign), Properties: c.properties(&r.origin, r.Properties),
	}, &r.origin, "")
}

// when reads the validity of a relationship. Without one, a tie to an event that was
// put takes the event's, and of any other nothing is known.
func (c *converter) when(r *relationship) (kg.Validity, error) {
	from, fromEvent := c.events[r.From]
	to, toEvent := c.events[r.To]
	named := r.Validity != nil && *r.Validity == validity{EDTF: timeOfEvent}
	switch {
	case !named && (r.Validity != nil || fromEvent == toEvent):
		return c.validity(r.Validity, true)
	case fromEvent:
		return kg.Validity{Span: from}, nil
	case toEvent:
		return kg.Validity{Span: to}, nil
	default:
		// The graph finds the event.
		return kg.Validity{Span: kg.Unknown.Span}, nil
	}
}

func (c *converter) claim(cl *claim) {
	value, err := c.claimed(cl)
	if err != nil {
		c.note(&cl.origin, "", err)
		return
	}
	c.put(&kg.Claim{
		Header: cl.head(kg.ID(cl.ID)), About: kg.ID(cl.About), Property: cl.Property, Value: value,
		Stance: cmp.Or(kg.Stance(cl.Stance), kg.StanceAsserts), AssertedBy: kg.ID(cl.AssertedBy),
		Source:  kg.ID(cl.Source),
		SaidAt:  c.date(&cl.origin, "saidAt", cl.SaidAt),
		HoldsAt: c.date(&cl.origin, "holdsAt", cl.HoldsAt),
		Quote:   cl.Quote, Rank: cmp.Or(kg.Rank(cl.Rank), kg.RankNormal), Credibility: cl.Credibility,
	}, &cl.origin, "")
}

// claimed reads the value of a claim as its property says.
func (c *converter) claimed(cl *claim) (kg.Value, error) {
	property, err := c.term(kg.TermClaimProperty, cl.Property)
	if err != nil {
		return kg.Value{}, at("property", err)
	}
	value, err := cl.Value.read(property)
	return value, at("value", err)
}
