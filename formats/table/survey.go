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
	p.line(0, "# Reads the tables beside it: entente import THIS.csv.zip, or the tables with --map %s.", mappingName)
	s.vocabulary(&p)
	p.line(0, "files:")
	for _, table := range tables {
		p.line(1, "- name: %s", table.name)
		p.line(2, "table: {apostrophes: true}")
		split := []string{`sources: {split: " "}`}
		if table.class == kg.ClassEntity {
			for _, column := range []string{
				"names", "nameLanguages", "nameScripts", "nameKinds", "nameValidities", "externalSchemes", "externalIds",
			} {
				split = append(split, column+`: {split: "|"}`)
			}
		}
		p.line(2, "cells:")
		for _, rule := range split {
			p.line(3, "%s", rule)
		}
		s.rule(&p, table.class)
	}
	return p.String()
}

// rule writes how a row of a table is read: each column by its own name, but for those
// that are put together.
func (s *surveyed) rule(p *page, class kg.Class) {
	p.line(2, "%s:", map[kg.Class]string{
		kg.ClassSource: "sources", kg.ClassEntity: "entities", kg.ClassRelationship: "relationships", kg.ClassClaim: "claims",
	}[class])
	lead := "- "
	line := func(format string, args ...any) {
		p.line(3, lead+format, args...)
		lead = "  "
	}
	together := map[string]string{
		"from": "{id: <from>, reference: true}", "to": "{id: <to>, reference: true}",
		"assertedBy": "{id: <assertedBy>, reference: true}", "source": "{id: <source>, reference: true}",
		"sources": "[{id: <sources>, reference: true}]",
		"names": "[{text: <names>, language: <nameLanguages>, script: <nameScripts>, kind: <nameKinds>," +
			" validity: <nameValidities>}]",
		"externalIds": "[{scheme: <externalSchemes>, id: <externalIds>}]",
		"latitude":    "{latitude: <latitude>, longitude: <longitude>}",
		"validity":    "{" + validityFields(class) + "}",
	}
	others := []string{"name", "nameLanguages", "nameScripts", "nameKinds", "nameValidities", "externalSchemes", "longitude"}
	for _, column := range columnsOf[class] {
		if slices.Contains(others, column) || slices.Contains(validityColumns[1:], column) {
			continue
		}
		value := "<" + column + ">"
		if text, ok := together[column]; ok {
			value = text
		}
		if column == "latitude" {
			column = "location"
		}
		line("%s: %s", column, value)
	}
	s.propertyRules(p, class)
}

// validityFields are the fields of a validity, each from the column of its name.
func validityFields(class kg.Class) string {
	fields := []string{"edtf: <validity>"}
	for _, column := range validityColumns[1:] {
		fields = append(fields, column+": <"+column+">")
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
	for i, name := range s.names(class) {
		column := fmt.Sprintf("<%d>", len(columnsOf[class])+i+1)
		if !strings.ContainsAny(name, "<>") && !strings.HasSuffix(name, "?") {
			column = "<" + propertyColumn(name) + ">"
		}
		value := quoted(column)
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
