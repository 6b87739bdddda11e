package ftm

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"entente/formats"
	"entente/kg"
)

// thing reads what has a life of its own as an entity, and what it refers to as ties.
func (r *reader) thing(it *item) {
	l := it.line
	if !l.known {
		it.remark("schema", l.Schema, "not a schema that is known here: read as an actor of this kind")
	}
	e := r.entity(it, l.shape.class)
	if e == nil {
		return
	}
	r.classify(e)
	it.add(e)
	r.otherDates(it, e.ID, e.Sources[0])
}

// entity reads a line as an entity of a class; nil where that cannot be.
func (r *reader) entity(it *item, class kg.EntityClass) *kg.Entity {
	l := it.line
	when, err := r.validity(it)
	if err != nil {
		it.err = err
		return nil
	}
	return &kg.Entity{
		Header:      kg.Header{ID: idOf(l.ID), Sources: r.sources(it)},
		EntityClass: class, Kind: r.lexicon.Kind(formats.TermName(l.Schema), words(l.Schema), class).Name,
		Names: it.names(), Summary: cut(l.first("summary", "description"), kg.MaxText),
		Validity: when, Location: it.location(class), ExternalIDs: it.externalIDs(), FormerIDs: it.formerIDs(),
		Properties: it.properties(),
	}
}

// nameKinds are the properties that hold names, with the kind of those.
var nameKinds = []struct {
	property string
	kind     kg.NameKind
}{
	{"name", kg.NameOfficial},
	{"full", kg.NameOfficial},
	{"alias", kg.NameAlias},
	{"weakAlias", kg.NameAcronym},
	{"previousName", kg.NameFormer},
}

// names reads the names of a line, each once. An address is called what it is in full. A
// weak alias that is no acronym is an alias.
func (it *item) names() []kg.Name {
	var names []kg.Name
	for _, of := range nameKinds {
		for _, text := range it.line.Properties[of.property] {
			kind := of.kind
			if kind == kg.NameAcronym && !acronym(text) {
				kind = kg.NameAlias
			}
			name := kg.Name{Text: it.cut(of.property, text, kg.MaxName), Kind: kind}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) > kg.MaxItems {
		it.remark("properties.alias", "", strconv.Itoa(len(names)-kg.MaxItems)+" names are left out")
		names = names[:kg.MaxItems]
	}
	if len(names) == 0 {
		names = []kg.Name{{Text: cut(it.line.called(), kg.MaxName), Kind: kg.NameOfficial}}
	}
	return names
}

// acronym reports whether each word of a text has a capital behind its first letter, as
// in "DG AGRI" and "eu-LISA", or is one letter.
func acronym(text string) bool {
	return !slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		runes := []rune(word)
		return len(runes) > 1 && !slices.ContainsFunc(runes[1:], unicode.IsUpper)
	})
}

// called returns what to call a line that has no name.
func (l *line) called() string {
	p := func(name string) string { return l.first(name) }
	person := strings.TrimSpace(strings.Join(strings.Fields(p("firstName")+" "+p("middleName")+" "+p("lastName")), " "))
	place := strings.Join(strings.FieldsFunc(
		p("street")+"\n"+strings.TrimSpace(p("postalCode")+" "+p("city"))+"\n"+p("region"),
		func(r rune) bool { return r == '\n' }), ", ")
	return cmp.Or(l.Caption, person, p("title"), place, p("caseNumber"), p("registrationNumber"),
		cut(p("summary"), 200), l.Schema+" "+l.ID)
}

// location reads the coordinates of a place.
func (it *item) location(class kg.EntityClass) *kg.Location {
	lat, long := it.line.first("latitude"), it.line.first("longitude")
	if lat == "" && long == "" {
		return nil
	}
	y, err := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(long, 64)
	if err != nil || err2 != nil || class != kg.ClassPlace {
		it.remark("properties.latitude", lat+", "+long, "not the point of a place, and left out")
		return nil
	}
	return &kg.Location{Latitude: y, Longitude: x}
}

// externalIDs reads the id in Wikidata, and the id in the file where it can be none here.
func (it *item) externalIDs() []kg.ExternalID {
	var ids []kg.ExternalID
	for _, id := range it.line.Properties["wikidataId"] {
		ids = append(ids, kg.ExternalID{Scheme: "wikidata", ID: cut(id, kg.MaxName)})
	}
	if string(idOf(it.line.ID)) != it.line.ID {
		ids = append(ids, kg.ExternalID{Scheme: "ftm", ID: cut(it.line.ID, kg.MaxName)})
	}
	return ids[:min(len(ids), kg.MaxItems)]
}

// formerIDs reads the referents: what was merged into this one.
func (it *item) formerIDs() []kg.ID {
	var ids []kg.ID
	for _, referent := range it.line.Referents {
		if referent != it.line.ID {
			ids = append(ids, idOf(referent))
		}
	}
	if len(ids) > kg.MaxItems {
		it.remark("referents", "", strconv.Itoa(len(ids)-kg.MaxItems)+" ids are left out")
		ids = ids[:kg.MaxItems]
	}
	return ids
}

// cut shortens a text that is too long for its place, with a remark.
func (it *item) cut(property, text string, n int) string {
	short := cut(text, n)
	if short != text {
		it.remark("properties."+property, text, "cut to "+strconv.Itoa(n)+" characters")
	}
	return short
}

// words writes the name of a schema for people: "real estate" for RealEstate.
func words(schema string) string { return strings.ReplaceAll(formats.TermName(schema), "-", " ") }
