package table

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

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
			if s.over == nil && errors.Is(err, kg.ErrLimit) {
				s.over = err
			}
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
	empty, known := 0, len(rolesOf(row, anyFits)) > 1
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

// anyFits takes names alone, whatever stands below them.
func anyFits(role, int) bool { return true }

// column returns the cells of a column.
func (s *sample) column(i int) []string {
	cells := make([]string, len(s.rows))
	for j, row := range s.rows {
		cells[j] = row[i]
	}
	return cells
}
