package neo4j

import (
	"regexp"
	"strings"

	"entente/kg"
)

// A node is a record on its way to its node, with what the store sets.
type node struct {
	record   kg.Record
	body     string
	version  int
	from     kg.RecordedTime
	sequence int64 // of the log entry that makes it
}

// row returns the labels and properties of a record's node. The name is for
// people; the order by name compares orderName.
func (n node) row() map[string]any {
	keys, head := n.record.Keys(), n.record.Head()
	labels := []string{labels[n.record.Class()]}
	p := map[string]any{
		"id": string(head.ID), "class": string(n.record.Class()), "kind": keys.Kind,
		"name": keys.Label, "orderName": sortable(keys.Label),
		"startEarliest": int64(keys.Span.StartEarliest), "startLatest": int64(keys.Span.StartLatest),
		"endEarliest": int64(keys.Span.EndEarliest), "endLatest": int64(keys.Span.EndLatest),
		"restricted": keys.Restricted, "version": n.version, "recordedFrom": int64(n.from),
		"sequence": n.sequence, "body": n.body,
	}
	switch r := n.record.(type) {
	case *kg.Entity:
		p["entityClass"], p["edtf"] = string(keys.EntityClass), r.Validity.EDTF
		if label, ok := entityLabels[keys.EntityClass]; ok {
			labels = append(labels, label)
		}
	case *kg.Relationship:
		p["fromId"], p["toId"], p["symmetric"] = string(keys.From), string(keys.To), keys.Symmetric
		p["edtf"] = r.Validity.EDTF
	case *kg.Claim:
		p["about"], p["rank"] = string(keys.About), keys.Rank
	}
	return map[string]any{"id": p["id"], "labels": labels, "properties": p}
}

// entityLabels are the labels of entities by their class.
var entityLabels = map[kg.EntityClass]string{
	kg.ClassActor: "Actor", kg.ClassPlace: "Place", kg.ClassEvent: "Event",
}

// termPattern is what the vocabulary calls its relationship types. Only letters,
// digits and single hyphens come through, so that no two become the same in
// upper case, and nothing else gets near the text of a statement.
var termPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// nativeType returns the type of the native relationships of a vocabulary term:
// ARMED_CONFLICT for armed-conflict. It is the only place where one is made.
func nativeType(term string) (string, error) {
	if !termPattern.MatchString(term) {
		return "", &kg.InvalidError{
			Field: "type", Value: term, Reason: "not the name of a relationship type",
			Accepted: "write lower-case letters, digits and single hyphens, such as ceasefire",
		}
	}
	return strings.ToUpper(strings.ReplaceAll(term, "-", "_")), nil
}

// termOf returns the vocabulary term that nativeType makes a type from.
func termOf(native string) string {
	return strings.ToLower(strings.ReplaceAll(native, "_", "-"))
}

// tieOf returns the native relationship of a relationship record.
func tieOf(r *kg.Relationship) (map[string]any, error) {
	native, err := nativeType(r.Type)
	if err != nil {
		return nil, err
	}
	span := r.Validity.Span
	return map[string]any{
		"id": string(r.ID), "from": string(r.From), "to": string(r.To), "type": native,
		"startEarliest": int64(span.StartEarliest), "startLatest": int64(span.StartLatest),
		"endEarliest": int64(span.EndEarliest), "endLatest": int64(span.EndLatest),
		"edtf": r.Validity.EDTF, "sign": string(r.Sign), "symmetric": r.Symmetric,
		"restricted": r.Restricted,
	}, nil
}

// referenceTypes are the types of references by field; all others are mentions.
var referenceTypes = map[string]string{
	"about": "about", "assertedBy": "assertedBy", "source": "cites", "sources": "cites",
}

// linksOf returns the references of a record but for the ends of a relationship,
// which its native relationship names.
func linksOf(r kg.Record) []map[string]any {
	var links []map[string]any
	_, isRelationship := r.(*kg.Relationship)
	for _, ref := range r.References() {
		if isRelationship && (ref.Field == "from" || ref.Field == "to") {
			continue
		}
		kind, ok := referenceTypes[ref.Field]
		if !ok {
			kind = "mentions"
		}
		links = append(links, map[string]any{
			"from": string(r.Head().ID), "to": string(ref.ID), "type": kind, "field": ref.Field,
			"needs": string(ref.Class),
		})
	}
	return links
}

// namesOf returns the name keys that an entity has from a moment on, their texts in
// sortable form.
func namesOf(e *kg.Entity, from kg.RecordedTime) []map[string]any {
	var rows []map[string]any
	keys := e.Keys()
	for _, key := range kg.NameKeys(e) {
		rows = append(rows, map[string]any{
			"entityId": string(e.ID), "entityClass": string(keys.EntityClass),
			"restricted": keys.Restricted, "form": string(key.Form),
			"text": sortable(key.Text), "beginning": sortable(beginning(key.Text)),
			"folded": sortable(key.Folded), "name": sortable(key.Name), "kind": string(key.Kind),
			"recordedFrom": int64(from),
		})
	}
	return rows
}
