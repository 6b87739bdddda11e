package formats

import (
	"strconv"

	"entente/kg"
)

// An Attribute is one plain value that nodes or edges have in formats of programs that
// draw and count. They call it what the files of the explorer call it.
type Attribute struct {
	Name string
	Type AttributeType
}

// AttributeType is the type of an attribute, by its name in GraphML and in GEXF.
type AttributeType string

// The types of attributes.
const (
	AttributeString  AttributeType = "string"
	AttributeBoolean AttributeType = "boolean"
	AttributeDouble  AttributeType = "double"
)

// EntityAttributes and RelationshipAttributes are all attributes there are, in order.
// Both begin with the label.
//
// The days are the first and the last, both counted, in UTC; start and end are moments,
// and the end is the first second at which it no longer holds. What has no bound, or has
// one that is unknown without a limit, has no value: start_kind and end_kind say why.
// sources are words, source_ids the ids, both in one order; properties are JSON.
var (
	EntityAttributes = withDates(
		[]string{"label", "class", "kind", "kind_label", "names", "summary", "latitude", "longitude", "external_ids"})
	RelationshipAttributes = withDates([]string{"label", "type", "sign", "status", "symmetric"})
)

func withDates(names []string) []Attribute {
	names = append(names, "edtf", "validity", "start_kind", "end_kind",
		"possibly_from", "possibly_until", "certainly_from", "certainly_until",
		"start_earliest", "start_latest", "end_earliest", "end_latest",
		"source_ids", "sources", "properties", "note", "access")
	all := make([]Attribute, len(names))
	for i, name := range names {
		all[i] = Attribute{name, AttributeString}
		switch name {
		case "symmetric":
			all[i].Type = AttributeBoolean
		case "latitude", "longitude":
			all[i].Type = AttributeDouble
		}
	}
	return all
}

// attributes makes the values of records. A value that is empty is not there.
type attributes struct {
	x *Export
	// window is the time of names and statuses.
	window kg.Window
	// sources has each source in words.
	sources map[kg.ID]string
	labels  map[kg.ID]string
	// row is used for each record anew.
	row []string
}

// entity returns the values of e, as [EntityAttributes] has them.
func (a *attributes) entity(e *kg.Entity) []string {
	label := e.Name(a.x.Language, a.window)
	a.row = append(a.row[:0], label, string(e.EntityClass), e.Kind, a.term(kg.TermKindOfEntity, e.Kind),
		otherNames(e.Names, label), e.Summary)
	if at := e.Location; at != nil {
		a.row = append(a.row, Decimal(at.Latitude), Decimal(at.Longitude))
	} else {
		a.row = append(a.row, "", "")
	}
	a.row = append(a.row, externalIDs(e.ExternalIDs))
	return a.rest(&e.Header, e.Validity, e.Properties)
}

// relationship returns the values of r, as [RelationshipAttributes] has them.
func (a *attributes) relationship(r *kg.Relationship) []string {
	a.row = append(a.row[:0], a.term(kg.TermRelationshipType, r.Type), r.Type, string(r.Sign),
		string(r.Validity.Span.Status(a.window)), strconv.FormatBool(r.Symmetric))
	return a.rest(&r.Header, r.Validity, r.Properties)
}

// rest adds the values that entities and relationships alike have.
func (a *attributes) rest(h *kg.Header, v kg.Validity, p kg.Properties) []string {
	a.row = appendDates(a.row, v)
	a.row = append(a.row, JoinIDs(h.Sources), a.sourcesText(h.Sources), propertiesText(p), h.Note, string(h.Access))
	return a.row
}

// term returns the label of a term, or its name where it is not in the vocabulary.
func (a *attributes) term(kind kg.TermKind, name string) string {
	id := kg.TermID(kind, name)
	label, known := a.labels[id]
	if !known {
		label = name
		if term, err := a.x.Vocabulary.Term(kind, name); err == nil {
			label = term.Label
		}
		a.labels[id] = label
	}
	return label
}
