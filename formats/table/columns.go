package table

import (
	"errors"
	"io"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
)

// header reads the names of the columns and returns the row that they, or the first
// data, stand in; nil for a file without rows.
func (r *reader) header(lines *rows.Reader) (*rows.Row, error) {
	l := &r.sheet.layout
	first, err := lines.Next()
	var placed *formats.Error
	for l.headless && asPlaced(err, &placed) {
		if err := r.refused(first, err); err != nil {
			return nil, err
		}
		first, err = lines.Next()
	}
	switch {
	case errors.Is(err, io.EOF) && l.headless:
		return nil, nil //nolint:nilnil // an empty table has no rows, and no header to miss
	case errors.Is(err, io.EOF):
		return nil, failed(r.row.at, "", "", "the file is empty: a header was expected", "")
	case asPlaced(err, &placed):
		return nil, &MappingError{[]*formats.Error{placed}}
	case err != nil:
		return nil, err
	}
	r.width = first.Len()
	names := l.columns
	if len(names) == 0 {
		names = make([]string, first.Len())
		for i := range names {
			if !l.headless {
				names[i] = trimmed(first.Text(i))
			}
		}
	} else if l.headless {
		r.width = len(names)
	}
	if r.row.columns, err = r.sheet.bind(first.At, names); err != nil {
		return nil, err
	}
	if head := l.head(first.Raw); head != nil && !r.yield(formats.Item{At: first.At, Header: head}, nil) {
		return nil, errStopped
	}
	return first, nil
}

// head is what a file of some rows must begin with to be read as the whole is: such a
// file is UTF-8, and lines that are skipped are empty.
func (l *layout) head(names []byte) []byte {
	var head []byte
	if l.Encoding != "" {
		head = append(head, "\xef\xbb\xbf"...)
	}
	head = append(head, strings.Repeat("\n", l.Skip)...)
	if !l.headless {
		head = append(head, names...)
	}
	return head
}
