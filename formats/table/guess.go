package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"entente/formats"
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

// encodingOf returns the encoding that a text is in, empty for UTF-8 and where a mark
// says it.
func encodingOf(text []byte) string {
	head := text[:min(len(text), 1000)]
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return ""
	case bytes.Count(head, []byte{0}) > len(head)/4 && head[0] == 0:
		return "utf-16be"
	case bytes.Count(head, []byte{0}) > len(head)/4:
		return "utf-16le"
	}
	for range utf8.UTFMax { // the last character may be cut off
		if utf8.Valid(text) || len(text) == 0 {
			return ""
		}
		text = text[:len(text)-1]
	}
	return "windows-1252"
}

// read takes in the rows and returns how much they look like those of a table: the share
// of rows that are as wide as most, in tables of two columns or more.
func (s *sample) read(text []byte) float64 {
	f := formats.File{Name: s.name, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(text)), nil
	}}
	r, err := rows.NewReader(f, s.dialect)
	if err != nil {
		return 0
	}
	widths := map[int]int{}
	for len(s.rows) < guessRows {
		row, err := r.Next()
		var placed *formats.Error
		switch {
		case errors.As(err, &placed):
			s.refused++
			continue
		case err != nil:
			return s.settle(widths)
		}
		cells := make([]string, row.Len())
		for i := range cells {
			cells[i] = trimmed(row.Text(i))
		}
		widths[len(cells)]++
		s.rows, s.lines = append(s.rows, cells), append(s.lines, row.At.Line)
	}
	return s.settle(widths)
}

// settle tells the header from the rows and drops rows of another width.
func (s *sample) settle(widths map[int]int) float64 {
	width, all := 0, len(s.rows)+s.refused
	for w, n := range widths {
		if n > widths[width] || n == widths[width] && w > width {
			width = w
		}
	}
	if width < 2 || len(s.rows) == 0 {
		return 0
	}
	share := float64(widths[width]) / float64(all)
	begin := slices.IndexFunc(s.rows, func(row []string) bool { return len(row) == width })
	if first := s.rows[begin]; isHeader(first) {
		s.header, s.rows, s.dialect.Skip = first, s.rows[begin+1:], s.lines[begin]-1
	} else {
		s.headless = true
		s.header = make([]string, width)
	}
	s.uneven = len(s.rows)
	s.rows = slices.DeleteFunc(s.rows, func(row []string) bool { return len(row) != width })
	s.uneven -= len(s.rows)
	return share * (1 + min(float64(width), 20)/100)
}

// isHeader reports whether a row has names: no empty cell but few, no number, no date, and
// none twice unless two others are names that are known.
func isHeader(row []string) bool {
	seen := map[string]bool{}
	empty, known := 0, len(rolesOf(row)) > 1
	for _, cell := range row {
		switch {
		case cell == "":
			empty++
		case seen[cell] && !known, isNumber(cell), looksDated(cell):
			return false
		}
		seen[cell] = true
	}
	return empty*4 < len(row)
}

// column returns the cells of a column.
func (s *sample) column(i int) []string {
	cells := make([]string, len(s.rows))
	for j, row := range s.rows {
		cells[j] = row[i]
	}
	return cells
}
