package ftm

import (
	"strings"

	"entente/formats"
	"entente/kg"
)

// schemaOfKind has the schemata of kinds that FollowTheMoney calls otherwise.
var schemaOfKind = map[string]string{
	"state": "PublicBody", "government": "PublicBody", "ministry": "PublicBody", "agency": "PublicBody",
	"administration": "PublicBody", "judiciary": "PublicBody", "court": "PublicBody",
	"armed-forces": "PublicBody", "military-command": "PublicBody",
	"armed-group": "Organization", "coalition": "Organization", "party": "Organization",
	"population": "LegalEntity",
}

// schemaOfClass has those of all other kinds.
var schemaOfClass = map[kg.EntityClass]string{
	kg.ClassActor: "LegalEntity", kg.ClassPlace: "Address", kg.ClassEvent: "Event",
}

// schemaOfTerm has the schema of each kind and each relationship type that is made when
// a file is read.
var schemaOfTerm = func() map[string]string {
	names := make(map[string]string)
	for name, s := range shapes {
		if s.edge == nil {
			names[formats.TermName(name)] = name
		}
	}
	for name, edge := range edges {
		if edge.term.Name != "" && edge.term.Name != kg.TypeParticipation {
			names[edge.term.Name] = name
		}
	}
	return names
}()

// schemaOfType has the edges that come nearest to relationship types that are called
// otherwise. What has none is an UnknownLink.
var schemaOfType = map[string]string{
	"component-of": "Membership", "part-of": "Membership",
	"leads": "Directorship", "commands": "Directorship", "holds-office": "Directorship",
}

// shapeFor returns the schema that an entity is written in.
func shapeFor(e *kg.Entity) *shape {
	if s := shapes[schemaOfTerm[strings.TrimPrefix(e.Kind, "ftm-")]]; s != nil && s.edge == nil &&
		s.class == e.EntityClass && !s.is["Document"] && !s.is["Note"] {
		return s
	}
	if name, known := schemaOfKind[e.Kind]; known && e.EntityClass == kg.ClassActor {
		return shapes[name]
	}
	return shapes[schemaOfClass[e.EntityClass]]
}

// edgeFor returns the edge that a relationship is written as, and whether it says of the
// type all that there is to say. The ends must be what the edge is for.
func edgeFor(r *kg.Relationship, from, to *shape) (s *shape, exact bool) {
	name := strings.TrimPrefix(r.Type, "ftm-")
	switch {
	case name == kg.TypeParticipation && to.is["Project"]:
		s, exact = shapes["ProjectParticipant"], true
	case name == kg.TypeParticipation && to.is["CourtCase"]:
		s, exact = shapes["CourtCaseParty"], true
	case schemaOfTerm[name] != "":
		s, exact = shapes[schemaOfTerm[name]], true
	case schemaOfType[name] != "":
		s = shapes[schemaOfType[name]]
	}
	if s == nil || s.edge == nil || !from.is[s.edge.from] || !to.is[s.edge.to] {
		return shapes["UnknownLink"], false
	}
	return s, exact
}
