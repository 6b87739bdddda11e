// Package seed holds the starting graph: who held, guarded, fought, led and agreed
// with whom in north-east Syria from 2014 to March 2026, with the claims and the
// sources behind it.
//
// The facts are the YAML files beside this one, a file a theme, in the format of
// package dataset. They are embedded in the binary.
package seed

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"time"

	"entente/formats/dataset"
	"entente/kg"
)

//go:embed *.yaml
var files embed.FS

// Writer is who the starting graph is written by, in the change log.
const Writer = "entente"

// readOn is the day on which the sources were read. The records mean the same
// whenever they are written, because they are read as of that day.
var readOn = kg.InstantOf(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))

// Load reads the starting graph's files. Errors are a [*formats.Error] for each
// mistake, joined; the embedded files have none.
func Load() (*dataset.Dataset, error) { return load(files) }

func load(files fs.FS) (*dataset.Dataset, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the starting graph: %w", err)
	}
	parts := make([]*dataset.Dataset, 0, len(names))
	for _, name := range names {
		part, err := loadFile(files, name)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return dataset.Join(parts...), nil
}

func loadFile(files fs.FS, name string) (*dataset.Dataset, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read the starting graph: %w", err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	return dataset.Read(name, file)
}

// Records returns the records of the starting graph, what others refer to first.
func Records() ([]kg.Record, error) {
	d, err := Load()
	if err != nil {
		return nil, err
	}
	return d.Records(dataset.Options{Now: readOn})
}

// Batch returns the starting graph as one batch for [kg.Graph.Write]. It is meant
// for an empty graph: where a record of its ids is there already it is an
// ErrConflict, and nothing is written. Writing the same batch again does nothing,
// as long as batches' keys are kept.
func Batch() (kg.Batch, error) {
	records, err := Records()
	if err != nil {
		return kg.Batch{}, err
	}
	sum, err := fingerprint()
	if err != nil {
		return kg.Batch{}, err
	}
	batch := kg.Batch{
		Writer: Writer, Reason: "the starting graph", Key: "seed", Payload: sum,
		Writes: make([]kg.Write, len(records)),
	}
	for i, record := range records {
		batch.Writes[i] = kg.Write{Record: record, Expect: kg.Absent}
	}
	return batch, nil
}

// fingerprint tells one state of the files from another.
func fingerprint() (string, error) {
	hash := sha256.New()
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return "", fmt.Errorf("list the starting graph: %w", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return "", fmt.Errorf("read the starting graph: %w", err)
		}
		hash.Write(fmt.Appendf(nil, "%s %d\n%s", name, len(text), text))
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
