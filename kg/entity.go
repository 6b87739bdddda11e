package kg

import (
	"cmp"
	"fmt"
)

// EntityClass divides entities into those that act, those where things happen,
// and what happens.
type EntityClass string

// The classes of entities.
const (
	ClassActor EntityClass = "ACTOR"
	ClassPlace EntityClass = "PLACE"
	ClassEvent EntityClass = "EVENT"
)

// An Entity is an actor, a place or an event. Things with more than two parties
// (an agreement with a mediator, a meeting) are events whose parties are tied to
// them by participation relationships that carry a role.
type Entity struct {
	Header
	EntityClass EntityClass `json:"class"`
	// Kind is a term of the vocabulary, such as "armed-group".
	Kind string `json:"kind"`
	// Names has at least one; the first OFFICIAL one is shown by default.
	Names   []Name `json:"names"`
	Summary string `json:"summary,omitempty"`
	// Validity is an actor's or place's lifetime, or when an event happened.
	Validity Validity `json:"validity"`
	// Location is where a place is, as far as it is known.
	Location    *Location    `json:"location,omitempty"`
	ExternalIDs []ExternalID `json:"externalIds,omitempty"`
	// FormerIDs are the ids of entities that were merged into this one.
	FormerIDs  []ID       `json:"formerIds,omitempty"`
	Properties Properties `json:"properties,omitempty"`
	// Accepted is the span that the record has, where a [Perspective] tells another.
	Accepted *Span `json:"-"`
}

// A Location is a point on the earth in decimal degrees (WGS 84).
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// An ExternalID names the entity in someone else's list, such as Q30 in Wikidata.
type ExternalID struct {
	Scheme string `json:"scheme"`
	ID     string `json:"id"`
}

// Class returns ClassEntity.
func (*Entity) Class() Class { return ClassEntity }

// Validate reports the first rule that e alone breaks, as an [*InvalidError].
func (e *Entity) Validate() error {
	return cmp.Or(
		e.Header.validate(),
		oneOf("class", e.EntityClass, ClassActor, ClassPlace, ClassEvent),
		required("kind", e.Kind, MaxName),
		e.validateNames(),
		atMost("summary", e.Summary, MaxText),
		e.Validity.Span.validate(),
		e.validateLocation(),
		e.validateExternalIDs(),
		e.validateFormerIDs(),
		e.Properties.validate(),
	)
}

func (e *Entity) validateNames() error {
	if len(e.Names) == 0 {
		return &InvalidError{Field: "names", Reason: "at least one name is needed"}
	}
	if len(e.Names) > MaxItems {
		return tooMany("names", len(e.Names))
	}
	for i, name := range e.Names {
		if err := name.validate(); err != nil {
			return under(fmt.Sprintf("names[%d]", i), err)
		}
	}
	return nil
}

func (e *Entity) validateLocation() error {
	l := e.Location
	switch {
	case l == nil:
		return nil
	case e.EntityClass != ClassPlace:
		return &InvalidError{Field: "location", Reason: "only a PLACE has a location"}
	case !(l.Latitude >= -90 && l.Latitude <= 90):
		return &InvalidError{
			Field: "location.latitude", Value: fmt.Sprint(l.Latitude),
			Reason: "outside the earth", Accepted: "write degrees from -90 to 90",
		}
	case !(l.Longitude >= -180 && l.Longitude <= 180):
		return &InvalidError{
			Field: "location.longitude", Value: fmt.Sprint(l.Longitude),
			Reason: "outside the earth", Accepted: "write degrees from -180 to 180",
		}
	}
	return nil
}

func (e *Entity) validateExternalIDs() error {
	if len(e.ExternalIDs) > MaxItems {
		return tooMany("externalIds", len(e.ExternalIDs))
	}
	for i, x := range e.ExternalIDs {
		field := fmt.Sprintf("externalIds[%d]", i)
		err := cmp.Or(required(field+".scheme", x.Scheme, MaxName), required(field+".id", x.ID, MaxName))
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Entity) validateFormerIDs() error {
	if len(e.FormerIDs) > MaxItems {
		return tooMany("formerIds", len(e.FormerIDs))
	}
	for i, id := range e.FormerIDs {
		if err := id.Validate(); err != nil {
			return under(fmt.Sprintf("formerIds[%d]", i), err)
		}
	}
	return nil
}

// Keys returns what stores find and order e by.
func (e *Entity) Keys() Keys {
	return Keys{
		EntityClass: e.EntityClass, Kind: e.Kind, Label: e.Name("", Always), Span: accepted(e.Accepted, e.Validity),
		Restricted: e.Access == AccessRestricted,
	}
}

// accepted returns the span that lists are ordered by.
func accepted(told *Span, v Validity) Span {
	if told != nil {
		return *told
	}
	return v.Span
}

// References lists e's sources and the entities that its properties name.
func (e *Entity) References() []Reference {
	return append(e.sourceReferences(), e.Properties.references()...)
}

// tooMany refuses a list of more than [MaxItems] items.
func tooMany(field string, n int) error {
	return &InvalidError{
		Field: field, Reason: fmt.Sprintf("%d items are too many", n), Accepted: fmt.Sprintf("at most %d", MaxItems),
	}
}
