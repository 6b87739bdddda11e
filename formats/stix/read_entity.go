package stix

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// entity reads an object as an entity.
func (r *reader) entity(it *item) {
	o := it.object
	when, err := r.validity(it)
	if err != nil {
		it.err = err
		return
	}
	class := classOf(o.kind)
	kind := r.kind(o)
	e := &kg.Entity{
		Header:      kg.Header{ID: r.id(o.id), Access: r.access(it), Sources: r.references(it)},
		EntityClass: class, Kind: r.lexicon.Kind(kind, strings.ReplaceAll(kind, "-", " "), class).Name,
		Names: it.names(), Summary: it.cut("description", o.text("description"), kg.MaxText), Validity: when,
		Location: it.location(), ExternalIDs: o.externalIDs(), Properties: it.properties(),
	}
	it.add(e)
}

// kindsOfIdentity are the kinds of identities by their class.
var kindsOfIdentity = map[string]string{"individual": "person", "organization": "organization", "group": "group"}

// kind returns the name of the kind that an object is of.
func (r *reader) kind(o *object) string {
	if o.kind != "identity" {
		return formats.TermName(o.kind)
	}
	return cmp.Or(kindsOfIdentity[o.text("identity_class")], "identity")
}

// names reads what an object is called.
func (it *item) names() []kg.Name {
	o := it.object
	name := cmp.Or(o.text("name"), o.text("value"), o.text("path"), o.text("subject"))
	if name == "" {
		for _, field := range [...]string{"city", "administrative_area", "country", "region"} {
			name = cmp.Or(name, o.text(field))
		}
	}
	if ref := o.text("sighting_of_ref"); name == "" && ref != "" {
		name = "Sighting of " + ref
	}
	name = cmp.Or(name, strings.ReplaceAll(o.kind, "-", " ")+" "+o.id[len(o.kind)+2:])
	names := []kg.Name{{Text: it.cut("name", name, kg.MaxName), Kind: kg.NameOfficial}}
	for _, alias := range o.list("aliases") {
		names = append(names, kg.Name{Text: it.cut("aliases", alias, kg.MaxName), Kind: kg.NameAlias})
	}
	return names[:min(len(names), kg.MaxItems)]
}

// location reads the coordinates of a location.
func (it *item) location() *kg.Location {
	lat, ok := it.object.all["latitude"].(json.Number)
	long, ok2 := it.object.all["longitude"].(json.Number)
	if !ok || !ok2 || it.object.kind != "location" {
		return nil
	}
	y, err := lat.Float64()
	x, err2 := long.Float64()
	if err != nil || err2 != nil {
		return nil
	}
	return &kg.Location{Latitude: y, Longitude: x}
}

// fields are the properties of objects that records have a field for, or that the graph
// has no use for.
var fields = map[string]bool{
	"type": true, "id": true, "spec_version": true, "modified": true, "created_by_ref": true, "revoked": true,
	"name": true, "aliases": true, "description": true, "external_references": true, "extensions": true,
	"latitude": true, "longitude": true, "source_ref": true, "target_ref": true, "relationship_type": true,
}

// timeFields are the properties that the time of an object of a type is read from.
func timeFields(kind string) []string {
	switch {
	case kind == "relationship":
		return []string{"start_time", "stop_time"}
	case kind == "indicator":
		return []string{"valid_from", "valid_until"}
	case kind == "observed-data":
		return []string{"first_observed", "last_observed"}
	case kind == "sighting", seen[kind]:
		return []string{"first_seen", "last_seen"}
	default:
		return nil
	}
}

// properties reads all that has no field of its own: texts, numbers, lists of texts, and
// other values as JSON.
func (it *item) properties() kg.Properties {
	o := it.object
	read := kg.Properties{}
	for _, name := range slices.Sorted(maps.Keys(o.all)) {
		if fields[name] || slices.Contains(timeFields(o.kind), name) {
			continue
		}
		if name == "granular_markings" {
			it.remark(name, "", "kept, and not heeded: a record is restricted as a whole or not at all")
		}
		if strings.HasSuffix(name, "_time") {
			it.remark(name, o.text(name), "kept as a property: STIX has it for relationships only")
		}
		formats.PutSeveral(read, name, it.values(name, o.all[name]))
	}
	if len(read) == 0 {
		return nil
	}
	return read
}

// values reads the value of a property.
func (it *item) values(name string, value any) []kg.Value {
	text := func(text string) []kg.Value {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		return []kg.Value{{Type: kg.ValueText, Text: it.cut(name, text, kg.MaxText)}}
	}
	switch value := value.(type) {
	case string:
		return text(value)
	case json.Number:
		if v, err := kg.ParseValue(kg.ValueNumber, value.String(), ""); err == nil {
			return []kg.Value{v}
		}
		return text(value.String())
	case []any:
		texts := it.object.list(name)
		if len(texts) == len(value) && len(texts) > 0 && len(texts) <= maxValues {
			return it.textValues(name, texts)
		}
	case nil:
		return nil
	}
	b, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	return text(string(b))
}

// maxValues is how many texts of a list become values of their own. A longer list is one
// value, as JSON.
const maxValues = 100

func (it *item) textValues(name string, texts []string) []kg.Value {
	values := make([]kg.Value, len(texts))
	for i, text := range texts {
		values[i] = kg.Value{Type: kg.ValueText, Text: it.cut(name, text, kg.MaxText)}
	}
	return values
}
