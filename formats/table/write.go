package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
	"entente/formats/internal/zipped"
	"entente/kg"
)

// mappingName is the name of the mapping in an archive.
const mappingName = "mapping.yaml"

// The columns of records in general and of their time.
var (
	headColumns     = []string{"sources", "note", "access"}
	validityColumns = []string{
		"validity", "attestedFrom", "attestedUntil", "startedAfter", "endedBefore", "ended", "scheduled", "zone",
	}
)

// columnsOf are the columns of the tables, without the properties of their records.
var columnsOf = map[kg.Class][]string{
	kg.ClassSource: slices.Concat([]string{
		"id", "title", "publisher", "url", "archivedUrl", "contentHash", "publishedAt", "retrievedAt",
		"language", "reliability", "licence",
	}, headColumns),
	kg.ClassEntity: slices.Concat([]string{
		"id", "class", "kind", "name", "names", "nameLanguages", "nameScripts", "nameKinds", "nameValidities",
		"summary", "latitude", "longitude", "externalSchemes", "externalIds",
	}, validityColumns, headColumns),
	kg.ClassRelationship: slices.Concat([]string{"id", "type", "from", "to", "sign"}, validityColumns, headColumns),
	kg.ClassClaim: slices.Concat([]string{
		"id", "about", "property", "value", "stance", "assertedBy", "source", "saidAt", "holdsAt", "quote",
		"rank", "credibility",
	}, headColumns),
}

// tables are the tables of an export, in the order of the records.
var tables = []struct {
	class kg.Class
	name  string
}{
	{kg.ClassSource, "sources.csv"},
	{kg.ClassEntity, "entities.csv"},
	{kg.ClassRelationship, "relationships.csv"},
	{kg.ClassClaim, "claims.csv"},
}

// Write writes an archive of tables with a mapping by which [Read] reads them.
func Write(w io.Writer, x *formats.Export) error {
	found, err := survey(x)
	if err != nil {
		return err
	}
	archive := zipped.NewWriter(w)
	if err := archive.Add("about.json", aboutText(x)); err != nil {
		return err
	}
	if err := archive.Add(mappingName, found.mapping()); err != nil {
		return err
	}
	t := &tableWriter{export: x, archive: archive, survey: found, next: 0}
	for record, err := range x.Records {
		if err == nil {
			err = t.write(record)
		}
		if err != nil {
			return err
		}
	}
	if err := t.through(len(tables)); err != nil {
		return err
	}
	return archive.Close()
}

// aboutText writes what an export is of as an object of JSON.
func aboutText(x *formats.Export) string {
	b := []byte("{")
	for i, pair := range x.Pairs() {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(formats.AppendJSON(append(b, "\n  "...), pair[0]), ": "...)
		b = formats.AppendJSON(b, pair[1])
	}
	return string(append(b, "\n}\n"...))
}

// A tableWriter writes one table after the other.
type tableWriter struct {
	export  *formats.Export
	archive *zipped.Writer
	survey  *surveyed
	// next is the number of the table to begin next; rows writes the one before.
	next int
	rows *csv.Writer
	row  []string
}

// write writes a record into its table. Terms are in the mapping.
func (t *tableWriter) write(r kg.Record) error {
	for i, table := range tables {
		if table.class != r.Class() {
			continue
		}
		if err := t.through(i + 1); err != nil {
			return err
		}
		t.row = t.row[:0]
		t.cells(r)
		for i, cell := range t.row {
			t.row[i] = formats.Cell(cell)
		}
		return t.rows.Write(t.row)
	}
	return nil
}

// through begins the tables up to a number, so that each is there, if only its header.
func (t *tableWriter) through(n int) error {
	for ; t.next < n; t.next++ {
		if err := t.flush(); err != nil {
			return err
		}
		file, err := t.archive.Create(tables[t.next].name)
		if err != nil {
			return err
		}
		if t.export.BOM {
			if _, err := io.WriteString(file, "\xef\xbb\xbf"); err != nil {
				return err
			}
		}
		t.rows = csv.NewWriter(file)
		class := tables[t.next].class
		header := slices.Clone(columnsOf[class])
		for _, name := range t.survey.names(class) {
			header = append(header, propertyColumn(name))
		}
		for i := range header {
			header[i] = formats.Cell(header[i])
		}
		if err := t.rows.Write(header); err != nil {
			return err
		}
	}
	if n == len(tables) {
		return t.flush()
	}
	return nil
}

func (t *tableWriter) flush() error {
	if t.rows == nil {
		return nil
	}
	t.rows.Flush()
	if err := t.rows.Error(); err != nil {
		return fmt.Errorf("write a table: %w", err)
	}
	return nil
}

// propertyColumn is the name of the column of a property.
func propertyColumn(name string) string { return "properties." + name }

// yesOrNothing writes true, or nothing.
func yesOrNothing(is bool) string {
	if is {
		return "true"
	}
	return ""
}

// joined puts texts into one cell, with a bar between them.
func joined[T any](items []T, text func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = strings.ReplaceAll(text(item), "|", "¦")
	}
	return strings.Join(texts, "|")
}

// decimal writes a number in the fewest digits that say it.
func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
