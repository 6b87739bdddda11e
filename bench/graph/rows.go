package graph

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// An Actor is a row of entities.csv.
type Actor struct{ ID, Kind, Name string }

// A Tie is a row of relationships.csv. Start and End are EDTF dates; an empty Start is not
// known, and of an empty End Open says whether it goes on or is not known.
type Tie struct {
	ID, Type, From, To, Start, End string
	Open                           bool
}

// Actors yields the actors in the order of the file. An error ends it.
func (g *Graph) Actors() iter.Seq2[Actor, error] {
	return rows(filepath.Join(g.Folder, "entities.csv"), 4, func(row []string) Actor {
		return Actor{ID: row[0], Kind: row[2], Name: row[3]}
	})
}

// Ties yields the relationships in the order of the file. An error ends it.
func (g *Graph) Ties() iter.Seq2[Tie, error] {
	return rows(filepath.Join(g.Folder, "relationships.csv"), 7, func(row []string) Tie {
		return Tie{
			ID: row[0], Type: row[1], From: row[2], To: row[3],
			Start: row[4], End: row[5], Open: row[6] == "open",
		}
	})
}

// rows yields what of makes of each row of a file but the first.
func rows[T any](path string, fields int, of func(row []string) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		file, err := os.Open(path)
		if err != nil {
			yield(none, err)
			return
		}
		defer func() { _ = file.Close() }() // it was only read
		reader := csv.NewReader(file)
		reader.ReuseRecord, reader.FieldsPerRecord = true, fields
		for head := true; ; head = false {
			row, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(none, fmt.Errorf("%s: %w", path, err))
				return
			}
			if !head && !yield(of(row), nil) {
				return
			}
		}
	}
}

// kindOf is the id of a kind of the script in Entente: armed-group for armed_group.
func kindOf(kind string) string { return strings.ReplaceAll(kind, "_", "-") }
