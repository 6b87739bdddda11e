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
}

// Guess writes a first mapping for a table of a name from its header and its first
// thousand rows: what the columns are, how the dates are written, what stands for no
// date. Comments say what was assumed.
//
// The error is an [*kg.InvalidError] where the text is no table.
func Guess(name string, r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, guessBytes))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(text) == guessBytes {
		text = text[:bytes.LastIndexAny(text, "\r\n")+1]
	}
	s := sampleOf(name, text)
	if s == nil {
		return nil, &kg.InvalidError{
			Value: name, Reason: "no table: no two rows of it have as many cells",
			Accepted: "give a file whose rows are parted by line ends and cells by commas, semicolons, tabs or bars",
		}
	}
	g := &guess{sample: s}
	g.find()
	return g.write(), nil
}

// sampleOf cuts a text in the way in which most rows are alike; nil if there is none.
func sampleOf(name string, text []byte) *sample {
	encoding := encodingOf(text)
	var best *sample
	bestScore := 0.0
	usual := layout{}.dialect(name).Delimiter
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		for _, plain := range []bool{false, true} {
			s := &sample{name: name, encoding: encoding, dialect: rows.Dialect{
				Encoding: encoding, Delimiter: delimiter, Plain: plain,
			}}
			score := s.read(text)
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
	return best
}
