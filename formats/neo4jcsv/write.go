package neo4jcsv

import (
	"encoding/csv"
	"io"
	"strings"

	"entente/formats"
	"entente/formats/internal/zipped"
	"entente/formats/table"
	"entente/kg"
)

// Write writes an archive of tables that neo4j-admin imports.
func Write(w io.Writer, x *formats.Export) error {
	style := table.Style{
		Tables: map[kg.Class]string{
			kg.ClassSource: "sources.csv", kg.ClassEntity: "nodes.csv",
			kg.ClassRelationship: "relationships.csv", kg.ClassClaim: "claims.csv",
		},
		Column: columnName, Extra: extra,
		Finish: func(archive *zipped.Writer) error { return finish(archive, x) },
	}
	return table.WriteStyle(w, x, style)
}

// columnName writes the name of a column as Neo4j has it. A colon would begin a type.
func columnName(class kg.Class, column string) string {
	name, property := strings.CutPrefix(column, "properties.")
	switch {
	case property:
		return "property_" + strings.ReplaceAll(name, ":", "_")
	case column == "id" && class != kg.ClassRelationship:
		return "id:ID"
	case column == "from":
		return ":START_ID"
	case column == "to":
		return ":END_ID"
	case column == "latitude" || column == "longitude":
		return column + ":double"
	case column == "credibility":
		return column + ":int"
	case column == "names" || column == "nameLanguages" || column == "nameScripts" || column == "nameKinds" ||
		column == "nameValidities" || column == "externalSchemes" || column == "externalIds":
		return column + ":string[]"
	}
	return column
}

// extra is the column of labels, or of types.
func extra(class kg.Class) (string, func(kg.Record) string) {
	switch class {
	case kg.ClassRelationship:
		return ":TYPE", func(r kg.Record) string {
			return strings.ToUpper(strings.ReplaceAll(r.(*kg.Relationship).Type, "-", "_")) //nolint:forcetypeassert // its class
		}
	case kg.ClassEntity:
		return ":LABEL", func(r kg.Record) string {
			class := string(r.(*kg.Entity).EntityClass) //nolint:forcetypeassert // its class
			return "Entity|" + class[:1] + strings.ToLower(class[1:])
		}
	case kg.ClassClaim:
		return ":LABEL", func(kg.Record) string { return "Claim" }
	default:
		return ":LABEL", func(kg.Record) string { return "Source" }
	}
}

// finish adds what ties sources and claims to the rest, and how it is all imported.
func finish(archive *zipped.Writer, x *formats.Export) error {
	file, err := archive.Create("evidence.csv")
	if err != nil {
		return err
	}
	e := evidence{rows: csv.NewWriter(file), entities: map[uint64]bool{}}
	if err := e.rows.Write([]string{":START_ID", ":END_ID", ":TYPE"}); err != nil {
		return err
	}
	for record, err := range x.Records {
		if err == nil {
			err = e.write(record)
		}
		if err != nil {
			return err
		}
	}
	e.rows.Flush()
	if err := e.rows.Error(); err != nil {
		return err
	}
	return archive.Add("README.txt", readme(x))
}

// evidence writes the edges between records of different classes.
type evidence struct {
	rows *csv.Writer
	// entities are hashes of the ids of entities.
	entities map[uint64]bool
}

func (e *evidence) write(record kg.Record) error {
	edge := func(from, to kg.ID, kind string) error {
		return e.rows.Write([]string{string(from), string(to), kind})
	}
	head := record.Head()
	if record.Class() == kg.ClassTerm || record.Class() == kg.ClassRelationship {
		return nil
	}
	for _, source := range head.Sources {
		if err := edge(head.ID, source, "RESTS_ON"); err != nil {
			return err
		}
	}
	switch r := record.(type) {
	case *kg.Entity:
		e.entities[formats.Hash(r.ID)] = true
	case *kg.Claim:
		if err := edge(r.ID, r.Source, "FROM_SOURCE"); err != nil {
			return err
		}
		if r.AssertedBy != "" {
			if err := edge(r.ID, r.AssertedBy, "ASSERTED_BY"); err != nil {
				return err
			}
		}
		if e.entities[formats.Hash(r.About)] {
			return edge(r.ID, r.About, "ABOUT")
		}
	}
	return nil
}

// command is how the tables are imported.
const command = `neo4j-admin database import full neo4j \
  --nodes=nodes.csv --nodes=sources.csv --nodes=claims.csv \
  --relationships=relationships.csv --relationships=evidence.csv \
  --array-delimiter="|" --multiline-fields=true`

func readme(x *formats.Export) string {
	var b strings.Builder
	for _, pair := range x.Pairs() {
		b.WriteString(pair[0] + ": " + strings.ReplaceAll(pair[1], "\n", " ") + "\n")
	}
	b.WriteString("\nInto an empty database, with Neo4j stopped:\n\n" + command + "\n\n" +
		"Back into Entente: entente import --format neo4j-csv THIS.neo4j.zip\n")
	return b.String()
}
