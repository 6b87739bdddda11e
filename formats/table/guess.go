package table

import (
	"bytes"
	"fmt"
	"io"

	"entente/formats/internal/rows"
	"entente/kg"
)

// What a guess looks at.
const (
	guessBytes = 4 << 20
	guessRows  = 1000
)

// A sample is the beginning of a table, and how it is laid out as far as it shows.
type sample struct {
	name     string
	dialect  rows.Dialect
	encoding string
	header   []string
	headless bool
	rows     [][]string
	// lines are those that the rows begin in.
	lines []int
	// refused counts the rows that could not be read, and uneven those of another width.
	refused, uneven int
	// over is the first error about a row or cell that is larger than any that is read.
	over error
}

// Guess writes a first mapping for a table of a name from its header and its first
// thousand rows: what the columns are, how the dates are written, what stands for no
// date. Comments say what was assumed.
//
// The error is an [*kg.InvalidError] where the text is no table or has no rows, and wraps
// [kg.ErrLimit] where rows or cells are larger than any that are read.
func Guess(name string, r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, guessBytes))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if last := bytes.LastIndexAny(text, "\r\n"); len(text) == guessBytes && last >= 0 {
		text = text[:last+1]
	}
	if isJSON(text) {
		return nil, &kg.InvalidError{
			Value: name, Reason: "no table: it begins as JSON does",
			Accepted: "give a file whose rows are parted by line ends and cells by commas, semicolons, tabs or bars; " +
				"the native format is imported without a mapping",
		}
	}
	s, err := sampleOf(name, text)
	if err != nil {
		return nil, err
	}
	g := &guess{sample: s}
	g.find()
	return g.write(), nil
}

// isJSON reports whether a text begins as an object or a list of JSON.
func isJSON(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// sampleOf cuts a text in the way in which most rows are alike.
func sampleOf(name string, text []byte) (*sample, error) {
	encoding := encodingOf(text)
	var best *sample
	var over error
	bestScore := 0.0
	usual := layout{}.dialect(name).Delimiter
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		for _, plain := range []bool{false, true} {
			s := &sample{name: name, encoding: encoding, dialect: rows.Dialect{
				Encoding: encoding, Delimiter: delimiter, Plain: plain,
			}}
			score := s.read(text)
			if over == nil || delimiter == usual && !plain && s.over != nil {
				over = s.over
			}
			if plain {
				score *= 0.95
			}
			if delimiter == usual {
				score *= 1.1
			}
			if score > bestScore {
				best, bestScore = s, score
			}
		}
	}
	switch {
	case best != nil && len(best.rows) > 0:
		return best, nil
	case over != nil:
		return nil, over
	case best != nil:
		return nil, &kg.InvalidError{
			Value: name, Reason: "it has a header and no rows",
			Accepted: "give a file with some rows, as what the columns are is told by what stands in them",
		}
	}
	return nil, &kg.InvalidError{
		Value: name, Reason: "no table: no two rows of it have as many cells",
		Accepted: "give a file whose rows are parted by line ends and cells by commas, semicolons, tabs or bars",
	}
}
