package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/formats"
	"entente/formats/internal/zipped"
	"entente/kg"
)

// MappingName is the name of the mapping in an archive.
const MappingName = "mapping.yaml"

// Write writes an archive of tables with a mapping by which [Read] reads them.
func Write(w io.Writer, x *formats.Export) error { return WriteStyle(w, x, plainStyle) }

// WriteStyle writes an archive as [Write] does, in another style.
func WriteStyle(w io.Writer, x *formats.Export, style Style) error {
	found, err := survey(x)
	if err != nil {
		return err
	}
	found.Style = style
	archive := zipped.NewWriter(w)
	if err := archive.Add("about.json", aboutText(x)); err != nil {
		return err
	}
	if err := archive.Add(MappingName, found.mapping()); err != nil {
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
	if err := t.through(len(classes)); err != nil {
		return err
	}
	if style.Finish != nil {
		if err := style.Finish(archive); err != nil {
			return err
		}
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
	place := slices.Index(classes, r.Class())
	if place < 0 {
		return nil
	}
	if err := t.through(place + 1); err != nil {
		return err
	}
	t.row = t.row[:0]
	t.cells(r)
	return t.rows.Write(t.safe(t.row))
}

// safe makes formulas text, if the style asks for it.
func (t *tableWriter) safe(row []string) []string {
	if t.survey.Spreadsheet {
		for i, cell := range row {
			row[i] = formats.Cell(cell)
		}
	}
	return row
}

// through begins the tables up to a number, so that each is there, if only its header.
func (t *tableWriter) through(n int) error {
	for ; t.next < n; t.next++ {
		if err := t.flush(); err != nil {
			return err
		}
		file, err := t.archive.Create(t.survey.Tables[classes[t.next]])
		if err != nil {
			return err
		}
		if t.export.BOM {
			if _, err := io.WriteString(file, "\xef\xbb\xbf"); err != nil {
				return err
			}
		}
		t.rows = csv.NewWriter(file)
		if err := t.rows.Write(t.safe(t.survey.header(classes[t.next]))); err != nil {
			return err
		}
	}
	if n == len(classes) {
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
