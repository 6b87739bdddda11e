package table

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// maxProperties is how many properties the records of a table may have.
const maxProperties = 1000

// surveyed is what must be known of the records before the first is written.
type surveyed struct {
	Style
	terms []*kg.Term
	// properties are the types of the properties of entities and relationships.
	properties map[kg.Class]map[string]kg.ValueType
	sorted     map[kg.Class][]string
}

// survey goes through the records once.
func survey(x *formats.Export) (*surveyed, error) {
	s := &surveyed{properties: map[kg.Class]map[string]kg.ValueType{
		kg.ClassEntity: {}, kg.ClassRelationship: {},
	}, sorted: map[kg.Class][]string{}}
	for record, err := range x.Records {
		if err != nil {
			return nil, err
		}
		switch r := record.(type) {
		case *kg.Term:
			s.terms = append(s.terms, r)
		case *kg.Entity:
			s.note(kg.ClassEntity, r.Properties)
		case *kg.Relationship:
			s.note(kg.ClassRelationship, r.Properties)
		}
	}
	for class, types := range s.properties {
		if len(types) > maxProperties {
			return nil, fmt.Errorf("%w: %d properties are too many for the columns of a table; at most %d",
				kg.ErrLimit, len(types), maxProperties)
		}
		s.sorted[class] = slices.Sorted(maps.Keys(types))
	}
	return s, nil
}

// note keeps the types of properties. One that is of several types is text.
func (s *surveyed) note(class kg.Class, p kg.Properties) {
	for name, v := range p {
		if before, there := s.properties[class][name]; there && before != v.Type {
			s.properties[class][name] = kg.ValueText
		} else {
			s.properties[class][name] = v.Type
		}
	}
}

// names are the properties of a class that have a column, in order.
func (s *surveyed) names(class kg.Class) []string { return s.sorted[class] }

// mapping writes the mapping by which the tables are read.
func (s *surveyed) mapping() string {
	var p page
	p.line(0, "# Reads the tables beside it: entente import THIS.csv.zip, or the tables with --map %s.", MappingName)
	s.vocabulary(&p)
	p.line(0, "files:")
	for _, class := range classes {
		p.line(1, "- name: %s", s.Tables[class])
		if s.Spreadsheet {
			p.line(2, "table: {apostrophes: true}")
		}
		p.line(2, "cells:")
		p.line(3, `%s: {split: " "}`, quoted(s.column(class, "sources")))
		if class == kg.ClassEntity {
			for _, column := range listColumns {
				p.line(3, `%s: {split: "|"}`, quoted(s.column(class, column)))
			}
		}
		s.rule(&p, class)
	}
	return p.String()
}

// listColumns are the columns whose cells have several values, with a bar between them.
var listColumns = []string{
	"names", "nameLanguages", "nameScripts", "nameKinds", "nameValidities", "externalSchemes", "externalIds",
}

// column is the name of a column in the style.
func (s *surveyed) column(class kg.Class, column string) string {
	if s.Column == nil {
		return column
	}
	return s.Column(class, column)
}

// header returns the names of all columns of a table.
func (s *surveyed) header(class kg.Class) []string {
	var header []string
	for _, column := range columnsOf[class] {
		header = append(header, s.column(class, column))
	}
	if s.Extra != nil {
		column, _ := s.Extra(class)
		header = append(header, column)
	}
	for _, name := range s.names(class) {
		header = append(header, s.column(class, "properties."+name))
	}
	return header
}

// rule writes how a row of a table is read: each column by its own name, but for those
// that are put together.
func (s *surveyed) rule(p *page, class kg.Class) {
	p.line(2, "%s:", map[kg.Class]string{
		kg.ClassSource: "sources", kg.ClassEntity: "entities", kg.ClassRelationship: "relationships", kg.ClassClaim: "claims",
	}[class])
	of := func(column string) string { return quoted("<" + s.column(class, column) + ">") }
	reference := func(column string) string { return "{id: " + of(column) + ", reference: true}" }
	together := map[string]string{
		"from": reference("from"), "to": reference("to"), "assertedBy": reference("assertedBy"),
		"source": reference("source"), "sources": "[" + reference("sources") + "]",
		"names": "[{text: " + of("names") + ", language: " + of("nameLanguages") + ", script: " + of("nameScripts") +
			", kind: " + of("nameKinds") + ", validity: " + of("nameValidities") + "}]",
		"externalIds": "[{scheme: " + of("externalSchemes") + ", id: " + of("externalIds") + "}]",
		"latitude":    "{latitude: " + of("latitude") + ", longitude: " + of("longitude") + "}",
		"validity":    "{" + validityFields(class, of) + "}",
	}
	lead := "- "
	for _, column := range columnsOf[class] {
		if slices.Contains(withOthers, column) || slices.Contains(validityColumns[1:], column) {
			continue
		}
		value, ok := together[column]
		if !ok {
			value = of(column)
		}
		if column == "latitude" {
			column = "location"
		}
		p.line(3, "%s%s: %s", lead, column, value)
		lead = "  "
	}
	s.propertyRules(p, class)
}

// withOthers are columns that have no field of their own, but a part in that of another.
// The name is one of the names.
var withOthers = []string{
	"name", "nameLanguages", "nameScripts", "nameKinds", "nameValidities", "externalSchemes", "longitude",
}

// validityFields are the fields of a validity, each from the column of its name.
func validityFields(class kg.Class, of func(column string) string) string {
	fields := []string{"edtf: " + of("validity")}
	for _, column := range validityColumns[1:] {
		fields = append(fields, column+": "+of(column))
	}
	if class == kg.ClassRelationship {
		fields = append(fields, "event: true")
	}
	return strings.Join(fields, ", ")
}

func (s *surveyed) propertyRules(p *page, class kg.Class) {
	if len(s.names(class)) == 0 {
		return
	}
	p.line(4, "properties:")
	header := s.header(class)
	first := len(header) - len(s.names(class))
	for i, name := range s.names(class) {
		value := quoted(fmt.Sprintf("<%d>", first+i+1))
		column := header[first+i]
		alone := !slices.Contains(header[:first+i], column) && !slices.Contains(header[first+i+1:], column)
		if alone && !strings.ContainsAny(column, "<>") && !strings.HasSuffix(column, "?") && trimmed(column) == column {
			value = quoted("<" + column + ">")
		}
		switch s.properties[class][name] {
		case kg.ValueNumber:
			value = "{number: " + value + "}"
		case kg.ValueDate:
			value = "{date: " + value + "}"
		case kg.ValueEntity:
			value = "{entity: {id: " + value + ", reference: true}}"
		}
		p.line(5, "%s: %s", quoted(name), value)
	}
}
