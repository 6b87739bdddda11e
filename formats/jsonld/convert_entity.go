package jsonld

import (
	"regexp"

	"entente/formats"
	"entente/kg"
)

// entityTypes are the classes of the three classes of entities.
var entityTypes = map[kg.EntityClass][]string{
	kg.ClassActor: {"ent:Actor", "prov:Agent"},
	kg.ClassPlace: {"ent:Place", "prov:Location", "schema:Place"},
	kg.ClassEvent: {"ent:Event", "schema:Event"},
}

func ofEntity(e *kg.Entity, x *formats.Export) entity {
	types := entityTypes[e.EntityClass]
	if e.Kind == "person" {
		types = append(types[:len(types):len(types)], "prov:Person", "schema:Person")
	}
	out := entity{
		header: head(&e.Header, types...), Kind: iri(kg.TermID(kg.TermKindOfEntity, e.Kind)),
		Summary: e.Summary, Validity: ofValidity(e.Validity), Properties: ofProperties(e.Properties),
	}
	out.names(e, x)
	if l := e.Location; l != nil {
		out.Location = &location{"schema:GeoCoordinates", l.Latitude, l.Longitude}
	}
	for _, id := range e.ExternalIDs {
		if id.Scheme == "wikidata" && wikidataID.MatchString(id.ID) {
			out.ExactMatch = append(out.ExactMatch, "http://www.wikidata.org/entity/"+id.ID)
			continue
		}
		out.Identifiers = append(out.Identifiers, identifier{"schema:PropertyValue", id.Scheme, id.ID})
	}
	return out
}

var (
	wikidataID  = regexp.MustCompile(`^[QPL][1-9][0-9]*$`)
	languageTag = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)
)

// text is a literal in a language, if what is given is the tag of one.
func text(value, language string) literal {
	if !languageTag.MatchString(language) {
		language = ""
	}
	return literal{value, language}
}

// names sets the label to show and all names.
func (out *entity) names(e *kg.Entity, x *formats.Export) {
	shown := e.Name(x.Language, x.View.StatusWindow())
	out.Label = literal{Value: shown}
	for _, n := range e.Names {
		named := text(n.Text, n.Language)
		if n.Text == shown && out.Label.Language == "" {
			out.Label = named
		}
		if n.Kind == kg.NameOfficial {
			out.Names = append(out.Names, named)
		} else {
			out.Others = append(out.Others, named)
		}
		if n.Validity == nil && n.Script == "" && (n.Kind == kg.NameOfficial || n.Kind == kg.NameAlias) {
			continue
		}
		full := naming{Types: "ent:Name", Text: named, Kind: n.Kind, Script: n.Script}
		if n.Validity != nil {
			full.Validity = ofValidity(*n.Validity)
		}
		out.Namings = append(out.Namings, full)
	}
}
