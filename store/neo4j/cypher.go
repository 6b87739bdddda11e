package neo4j

import (
	"embed"
	"strings"
	"text/template"

	"entente/kg"
)

//go:embed cypher/*.cypher
var cypherFiles embed.FS

// cypherTemplates are the files by name. Most are plain Cypher. Those that read
// pages have variants, one for each class and order, which differ in the few
// words of a [variant]; all are made when the program starts, so that what runs is
// constant text.
var cypherTemplates = template.Must(template.ParseFS(cypherFiles, "cypher/*.cypher"))

// A variant is what the variants of a statement differ in. All of it is from the
// tables below.
type variant struct {
	// Class is the class and Label that of its records; Key is the property that the
	// order compares.
	Class, Label, Key string
	// IndexLabel and Index are the label and properties of the index that holds the
	// class, or all records, in that order.
	IndexLabel, Index string
	// Sought is the property whose bounds the seek of that index includes, if any.
	Sought string
	// Direction and Beyond are ASC and >, or DESC and <.
	Direction, Beyond string
	// Past is whether superseded versions are read too.
	Past bool
}

// Unsought returns v for a way that does not seek by the order.
func (v variant) Unsought() variant {
	v.Sought = ""
	return v
}

// statement returns the text of a file that has no variants.
func statement(name string) string { return render(name, variant{}) }

// render returns the text of a file in one variant. Only constants name files, so
// that a mistake shows at the start of the program.
func render(name string, v variant) string {
	var text strings.Builder
	if err := cypherTemplates.ExecuteTemplate(&text, name+".cypher", v); err != nil {
		panic(err)
	}
	return text.String()
}

// labels are the labels of the classes beside Record.
var labels = map[kg.Class]string{
	kg.ClassEntity:       "Entity",
	kg.ClassRelationship: "RelationshipRecord",
	kg.ClassClaim:        "Claim",
	kg.ClassSource:       "Source",
	kg.ClassTerm:         "Term",
}

// orderKeys are the properties that orders compare.
var orderKeys = map[kg.OrderField]string{
	kg.OrderID:    "id",
	kg.OrderStart: "startEarliest",
	kg.OrderEnd:   "endLatest",
	kg.OrderName:  "orderName",
	kg.OrderRank:  "rank",
}

// A shape is what decides the text of a query for pages.
type shape struct {
	file  string
	class kg.Class
	order kg.Order
	// past is for what was current at a recorded time, which is a file of its own.
	past bool
}

// pastOf names the file that asks of the past what another asks of the present.
const pastOf = "past_"

// name returns the name of the file.
func (s shape) name() string {
	if s.past {
		return pastOf + s.file
	}
	return s.file
}

// shapes are the texts of all queries for pages and counts, by their shape.
var shapes = renderShapes()

func renderShapes() map[shape]string {
	texts := map[shape]string{}
	add := func(s shape) { texts[s] = render(s.name(), s.variant()) }
	find := func(file string, class kg.Class, fields ...kg.OrderField) {
		for _, field := range fields {
			for _, descending := range []bool{false, true} {
				order := kg.Order{Field: field, Descending: descending}
				add(shape{file: file, class: class, order: order})
				add(shape{file: file, class: class, order: order, past: true})
			}
		}
	}
	for class := range labels {
		fields := []kg.OrderField{kg.OrderID, kg.OrderStart, kg.OrderEnd, kg.OrderName}
		if class == kg.ClassClaim {
			fields = append(fields, kg.OrderRank)
			find(findAbout, class, fields...)
		}
		if class == kg.ClassRelationship {
			find(findOf, class, fields...)
			find(findFar, class, fields...)
		}
		for _, file := range []string{findList, findIDs, findCites} {
			find(file, class, fields...)
		}
	}
	for listed, s := range countShapes {
		for _, class := range classesOf(s) {
			for _, past := range []bool{false, true} {
				if form, _ := countShape(shape{file: listed, class: class, past: past}); !past ||
					s.file != countCites {
					add(form)
				}
			}
		}
	}
	return texts
}

// classesOf returns the classes that a count can be of.
func classesOf(s shape) []kg.Class {
	switch s.file {
	case countOf, countFar:
		return []kg.Class{kg.ClassRelationship}
	case countAbout:
		return []kg.Class{kg.ClassClaim}
	default:
		return allClasses
	}
}

func (s shape) variant() variant {
	key := orderKeys[s.order.Field]
	v := variant{
		Class: string(s.class), Label: labels[s.class], Key: key,
		IndexLabel: labels[s.class], Index: key,
		Direction: "ASC", Beyond: ">", Past: s.past,
	}
	switch {
	case key != "id":
		v.Index += ", id"
	case s.class == kg.ClassRelationship:
		v.IndexLabel = "Record" // see schema.cypher
	}
	switch s.file {
	case findList, countList, countKinds:
		v.Sought = key
	case findOf, countOf:
		v.Sought = orderKeys[kg.OrderStart]
	}
	if s.order.Descending {
		v.Direction, v.Beyond = "DESC", "<"
	}
	return v
}
