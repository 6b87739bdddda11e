package storetest

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/kg"
)

// scaleSource is the source of all records of a synthetic graph.
const scaleSource = "s1"

// The vocabulary of a synthetic graph.
var (
	scaleKinds = []string{
		"state", "armed-group", "ministry", "company", "party", "agency",
		"international-body", "official", "commander", "envoy", "journalist",
	}
	scaleTypes = []string{
		"partnership", "membership", "command", "sanction", "hostility",
		"mediation", "funding", "appointment", "ceasefire", "custody",
	}
)

// ScaleRecords yields the records of the synthetic graph in a folder as they are read,
// what others refer to first: the source and the vocabulary, entities, relationships.
func ScaleRecords(tb testing.TB, folder string) iter.Seq[kg.Record] {
	return func(yield func(kg.Record) bool) {
		for _, record := range scaleVocabulary() {
			if !yield(record) {
				return
			}
		}
		for row := range rowsOf(tb, filepath.Join(folder, "entities.csv")) {
			if !yield(scaleEntity(row)) {
				return
			}
		}
		for row := range rowsOf(tb, filepath.Join(folder, "relationships.csv")) {
			if !yield(scaleRelationship(row)) {
				return
			}
		}
	}
}

// rowsOf yields each row of a CSV file but the first; it is overwritten by the next.
func rowsOf(tb testing.TB, path string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		tb.Helper()
		file, err := os.Open(path)
		if err != nil {
			tb.Fatal(err)
		}
		defer func() { _ = file.Close() }() // it was only read
		reader := csv.NewReader(file)
		reader.ReuseRecord = true
		for i := 0; ; i++ {
			row, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				tb.Fatal(err)
			}
			if i > 0 && !yield(row) {
				return
			}
		}
	}
}

// scaleVocabulary returns the source and the terms that all else refers to.
func scaleVocabulary() []kg.Record {
	records := []kg.Record{&kg.Source{Header: kg.Header{ID: scaleSource}, Title: "make_scale.py"}}
	for _, name := range scaleKinds {
		records = append(records, &kg.Term{
			Header:   kg.Header{ID: kg.TermID(kg.TermKindOfEntity, name)},
			TermKind: kg.TermKindOfEntity, Name: name, Label: name,
			Classes: []kg.EntityClass{kg.ClassActor},
		})
	}
	for _, name := range scaleTypes {
		records = append(records, &kg.Term{
			Header:   kg.Header{ID: kg.TermID(kg.TermRelationshipType, name)},
			TermKind: kg.TermRelationshipType, Name: name, Label: name, Sign: kg.SignNeutral,
			Symmetric: name == "partnership" || name == "hostility",
		})
	}
	return records
}

func scaleEntity(row []string) *kg.Entity {
	return &kg.Entity{
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{scaleSource}}, EntityClass: kg.ClassActor,
		Kind: strings.ReplaceAll(row[2], "_", "-"), Validity: kg.Unknown,
		Names: []kg.Name{{Text: row[3], Kind: kg.NameOfficial}},
	}
}

// scaleRelationship reads a row of relationships.csv, which the generator writes well.
func scaleRelationship(row []string) *kg.Relationship {
	end := row[5]
	if row[6] == "open" {
		end = ".."
	}
	validity, err := kg.Written{EDTF: row[4] + "/" + end}.Read(0)
	if err != nil {
		// What is printed may leave the order of start and end open; an ended tie with
		// an unknown start does as well here.
		validity, err = kg.Written{EDTF: "/" + end}.Read(0)
	}
	if err != nil {
		panic(fmt.Sprintf("validity of %v: %v", row, err))
	}
	return &kg.Relationship{
		Header: kg.Header{ID: kg.ID(row[0]), Sources: []kg.ID{scaleSource}}, Type: row[1],
		From: kg.ID(row[2]), To: kg.ID(row[3]), Validity: validity, Sign: kg.SignNeutral,
		Symmetric: row[1] == "partnership" || row[1] == "hostility",
	}
}

// BatchSize is how many records [Batches] puts into one.
const BatchSize = 10_000

// Batches yields batches of new records, those of one class only: entities are there
// before what joins them is prepared.
func Batches(records iter.Seq[kg.Record]) iter.Seq[kg.Batch] {
	return func(yield func(kg.Batch) bool) {
		var batch kg.Batch
		count := 0
		send := func() bool {
			batch.ID, batch.Writer = fmt.Sprintf("load-%d", count), "bench"
			count++
			full := batch
			batch.Writes = nil
			return yield(full)
		}
		for record := range records {
			n := len(batch.Writes)
			other := n > 0 && batch.Writes[0].Record.Class() != record.Class()
			if (other || n == BatchSize) && !send() {
				return
			}
			batch.Writes = append(batch.Writes, kg.Write{Record: record})
		}
		if len(batch.Writes) > 0 {
			send()
		}
	}
}
