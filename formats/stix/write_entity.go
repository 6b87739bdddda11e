package stix

import (
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// kindsAsTypes are the types of STIX that a kind of the name is written as.
var kindsAsTypes = map[string]bool{
	"attack-pattern": true, "campaign": true, "course-of-action": true, "infrastructure": true, "intrusion-set": true,
	"malware": true, "threat-actor": true, "tool": true, "vulnerability": true,
}

// typesOfClasses are those of all other entities.
var typesOfClasses = map[kg.EntityClass]string{
	kg.ClassActor: "identity", kg.ClassPlace: "location", kg.ClassEvent: "incident",
}

// typeFor returns the type that an entity is written as: the one of its id, where it has
// all that such an object must have, or of its kind.
func typeFor(e *kg.Entity) string {
	kind := typeOf(string(e.ID))
	if form, known := forms[kind]; known && e.EntityClass == classOf(kind) && form.filled(e.Properties) &&
		(kind != "indicator" || dated(e.Validity.Start())) {
		return kind
	}
	if kind = strings.TrimPrefix(e.Kind, "stix-"); kindsAsTypes[kind] && e.EntityClass == classOf(kind) {
		return kind
	}
	return typesOfClasses[e.EntityClass]
}

// filled reports whether properties have what an object of the form must have.
func (f form) filled(p kg.Properties) bool {
	for _, name := range strings.Fields(f.required) {
		if p[name].Text == "" {
			return false
		}
	}
	return true
}

// entity writes an entity.
func (w *writer) entity(e *kg.Entity) map[string]any {
	kind := typeFor(e)
	w.types[formats.Hash(e.ID)] = kind
	o := w.head(kind, e)
	w.properties(o, forms[kind], e.RecordedAt.Time(), e.Properties)
	switch {
	case forms[kind].observable:
		delete(o, "created")
		delete(o, "modified")
		return o
	case kind == "sighting":
		times(o, kind, e.Validity)
		return o
	}
	name := e.Name(w.export.Language, w.export.View.StatusWindow())
	put(o, "name", name)
	put(o, "description", e.Summary)
	if aliased[kind] {
		var aliases []string
		for _, n := range e.Names {
			if n.Text != name && !slices.Contains(aliases, strings.TrimSpace(n.Text)) && strings.TrimSpace(n.Text) != "" {
				aliases = append(aliases, strings.TrimSpace(n.Text))
			}
		}
		putList(o, "aliases", aliases)
	}
	times(o, kind, e.Validity)
	w.complete(o, kind, e)
	w.references(o, e.Sources, e.ExternalIDs)
	return o
}

// complete adds what an object of a type must have and an entity may lack.
func (w *writer) complete(o map[string]any, kind string, e *kg.Entity) {
	switch kind {
	case "identity":
		if o["identity_class"] == nil {
			o["identity_class"] = identityClass(e.Kind)
		}
	case "malware":
		if o["is_family"] == nil {
			o["is_family"] = false
		}
	case "location":
		if l := e.Location; l != nil {
			o["latitude"], o["longitude"] = l.Latitude, l.Longitude
		} else if o["region"] == nil && o["country"] == nil {
			o["region"] = "unknown"
		}
	}
	if o["labels"] == nil && e.Kind != kind {
		o["labels"] = []string{e.Kind}
	}
}

// identityClass returns the class of the identities of a kind.
func identityClass(kind string) string {
	switch kind {
	case "person":
		return "individual"
	case "armed-group", "armed-forces", "coalition", "group":
		return "group"
	case "population":
		return "class"
	default:
		return "organization"
	}
}

// relationship writes a relationship. One with an end that STIX admits at none is a note.
func (w *writer) relationship(r *kg.Relationship) map[string]any {
	from, to := w.ref(r.From), w.ref(r.To)
	if typeOf(from) == "sighting" || typeOf(to) == "sighting" {
		o := w.head("note", r)
		put(o, "content", r.Type+" from "+string(r.From)+" to "+string(r.To)+": "+r.Validity.Text())
		o["object_refs"] = []string{from, to}
		return o
	}
	if w.wanted[formats.Hash(r.ID)] {
		w.types[formats.Hash(r.ID)] = "relationship"
	}
	o := w.head("relationship", r)
	o["relationship_type"] = strings.TrimPrefix(r.Type, "stix-")
	o["source_ref"], o["target_ref"] = from, to
	put(o, "description", r.Note)
	times(o, "relationship", r.Validity)
	w.properties(o, form{}, r.RecordedAt.Time(), r.Properties)
	w.references(o, r.Sources, nil)
	return o
}
