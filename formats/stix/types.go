package stix

import (
	"strings"

	"entente/kg"
)

// classOf returns the class of the entities that objects of a type are read as. What is
// neither a place nor something that happens is an actor.
func classOf(kind string) kg.EntityClass {
	switch kind {
	case "location":
		return kg.ClassPlace
	case "campaign", "incident", "observed-data", "sighting":
		return kg.ClassEvent
	default:
		return kg.ClassActor
	}
}

// A role is what an object becomes here.
type role int

const (
	asEntity role = iota
	asSource
	asTie
	asClaim
	asNothing
)

// roleOf says what an object becomes: by its record if it has one from here, else by its
// type.
func (o *object) roleOf() role {
	if o.exact != nil {
		switch o.exact.Class {
		case kg.ClassSource, "": // the latter is the object that holds the terms
			return asSource
		case kg.ClassRelationship:
			return asTie
		case kg.ClassClaim:
			return asClaim
		default:
			return asEntity
		}
	}
	switch o.kind {
	case "report":
		return asSource
	case "note", "opinion":
		return asClaim
	case "relationship":
		if entityType(typeOf(o.text("source_ref"))) && entityType(typeOf(o.text("target_ref"))) {
			return asTie
		}
		return asClaim
	case "marking-definition", "extension-definition", "language-content":
		return asNothing
	default:
		return asEntity
	}
}

// entityType reports whether objects of a type are read as entities.
func entityType(kind string) bool {
	o := object{kind: kind}
	return kind != "" && kind != "relationship" && o.roleOf() == asEntity
}

// propKind is what the values of a property are.
type propKind byte

const (
	textProp propKind = iota + 1
	listProp
	flagProp
	integerProp
	jsonProp
)

// A form is what an object of a type must have, and what else it may have, beside name,
// description and the properties of all objects; after STIX 2.1, section 4 (domain
// objects), 5 (relationship objects) and 6 (observables).
type form struct {
	required                           string
	text, list, flag, integer, objects string
	// observable says that it has neither created nor modified, and no labels.
	observable bool
}

const killChains = "kill_chain_phases"

// forms are those of the types that are written.
var forms = map[string]form{
	"attack-pattern":   {objects: killChains},
	"campaign":         {text: "objective"},
	"course-of-action": {},
	"identity":         {text: "identity_class contact_information", list: "roles sectors"},
	"incident":         {},
	"indicator": {
		required: "pattern pattern_type", text: "pattern pattern_type pattern_version", list: "indicator_types",
		objects: killChains,
	},
	"infrastructure": {list: "infrastructure_types", objects: killChains},
	"intrusion-set": {
		text: "resource_level primary_motivation", list: "goals secondary_motivations",
	},
	"location": {text: "region country administrative_area city street_address postal_code"},
	"malware": {
		flag: "is_family", objects: killChains,
		list: "malware_types architecture_execution_envs implementation_languages capabilities",
	},
	"sighting": {
		required: "sighting_of_ref", text: "sighting_of_ref", list: "where_sighted_refs observed_data_refs",
		integer: "count", flag: "summary",
	},
	"threat-actor": {
		text: "sophistication resource_level primary_motivation",
		list: "threat_actor_types roles goals secondary_motivations personal_motivations",
	},
	"tool":          {text: "tool_version", list: "tool_types", objects: killChains},
	"vulnerability": {},

	"domain-name": {required: "value", text: "value", observable: true},
	"email-addr":  {required: "value", text: "value", observable: true},
	"ipv4-addr":   {required: "value", text: "value", observable: true},
	"ipv6-addr":   {required: "value", text: "value", observable: true},
	"mac-addr":    {required: "value", text: "value", observable: true},
	"url":         {required: "value", text: "value", observable: true},
}

// aliased are the types whose objects have aliases.
var aliased = map[string]bool{
	"attack-pattern": true, "campaign": true, "infrastructure": true, "intrusion-set": true, "malware": true,
	"threat-actor": true, "tool": true,
}

// seen are the types whose objects say when what they are of was first and last seen.
var seen = map[string]bool{
	"campaign": true, "infrastructure": true, "intrusion-set": true, "malware": true, "threat-actor": true,
}

// props returns the properties of a form by name.
func (f form) props() map[string]propKind {
	all := map[string]propKind{
		"confidence": integerProp, "lang": textProp, "object_marking_refs": listProp, "labels": listProp,
	}
	if f.observable {
		all = map[string]propKind{"object_marking_refs": listProp}
	}
	for names, kind := range map[string]propKind{
		f.text: textProp, f.list: listProp, f.flag: flagProp, f.integer: integerProp,
		f.objects: jsonProp,
	} {
		for _, name := range strings.Fields(names) {
			all[name] = kind
		}
	}
	return all
}
