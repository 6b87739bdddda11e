package kg

import (
	"cmp"
	"fmt"
	"regexp"
)

// A Term is a word of the vocabulary: a kind of entity, a type of relationship
// or a property that claims speak of. Terms are records; users add to them.
type Term struct {
	Header
	TermKind TermKind `json:"termKind"`
	// Name is what records say, such as "ceasefire". The id is made from it: see [TermID].
	Name        string `json:"name"`
	Label       string `json:"label"`
	Description string `json:"description,omitempty"`
	// Classes are the entity classes that a kind is for.
	Classes []EntityClass `json:"classes,omitempty"`
	// The rest of a relationship type: how it reads from its To end, whether it has
	// no direction, its usual sign, and the classes permitted at each end (none
	// listed: all). Symmetric cannot change once records use it.
	InverseLabel string        `json:"inverseLabel,omitempty"`
	Symmetric    bool          `json:"symmetric,omitempty"`
	Sign         Sign          `json:"sign,omitempty"`
	From         []EntityClass `json:"from,omitempty"`
	To           []EntityClass `json:"to,omitempty"`
	// The rest of a claim property: the type of its values, the unit of its
	// numbers, and whether the true value never changes in time.
	ValueType ValueType `json:"valueType,omitempty"`
	Unit      string    `json:"unit,omitempty"`
	Constant  bool      `json:"constant,omitempty"`
}

// TermKind says what a term is a word for.
type TermKind string

// The kinds of terms.
const (
	TermKindOfEntity     TermKind = "KIND"
	TermRelationshipType TermKind = "RELATIONSHIP_TYPE"
	TermClaimProperty    TermKind = "CLAIM_PROPERTY"
)

// TermID returns the id of the term of a name: "kind:state", "type:ceasefire",
// "property:escaped".
func TermID(kind TermKind, name string) ID {
	switch kind {
	case TermKindOfEntity:
		return ID("kind:" + name)
	case TermRelationshipType:
		return ID("type:" + name)
	default:
		return ID("property:" + name)
	}
}

var termPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// Class returns ClassTerm.
func (*Term) Class() Class { return ClassTerm }

// Validate reports the first rule that t breaks, as an [*InvalidError].
func (t *Term) Validate() error {
	err := cmp.Or(
		oneOf("termKind", t.TermKind, TermKindOfEntity, TermRelationshipType, TermClaimProperty),
		t.validateName(),
		t.Header.validate(),
		required("label", t.Label, MaxName),
		atMost("description", t.Description, MaxText),
		atMost("inverseLabel", t.InverseLabel, MaxName),
		validClasses("classes", t.Classes),
		validClasses("from", t.From),
		validClasses("to", t.To),
	)
	if err != nil {
		return err
	}
	return t.validateKind()
}

func (t *Term) validateName() error {
	if len(t.Name) > 100 || !termPattern.MatchString(t.Name) {
		return &InvalidError{
			Field: "name", Value: t.Name, Reason: "not a name for a term",
			Accepted: "write lower-case letters, digits and single hyphens, such as armed-group",
		}
	}
	if want := TermID(t.TermKind, t.Name); t.ID != want {
		return &InvalidError{Field: "id", Value: string(t.ID), Reason: fmt.Sprintf("the id of this term is %s", want)}
	}
	return nil
}

// validateKind checks the fields that belong to one kind of term only.
func (t *Term) validateKind() error {
	switch t.TermKind {
	case TermKindOfEntity:
		if len(t.Classes) == 0 {
			return &InvalidError{Field: "classes", Reason: "must be set", Accepted: "write ACTOR, PLACE or EVENT"}
		}
		return nil
	case TermRelationshipType:
		return oneOf("sign", t.Sign, SignCooperative, SignHostile, SignNeutral)
	default:
		return oneOf("valueType", t.ValueType, ValueNone, ValueNumber, ValueDate, ValueText, ValueEntity)
	}
}

func validClasses(field string, classes []EntityClass) error {
	for _, class := range classes {
		if err := oneOf(field, class, ClassActor, ClassPlace, ClassEvent); err != nil {
			return err
		}
	}
	return nil
}

// Keys returns what stores find and order t by.
func (t *Term) Keys() Keys { return Keys{Kind: string(t.TermKind), Label: t.Name, Span: Unknown.Span} }

// References lists the sources of t's definition.
func (t *Term) References() []Reference { return t.sourceReferences() }
