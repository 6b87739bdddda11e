package neo4jcsv

import (
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/kg"
)

// A header is what the first row of a file says.
type header struct {
	file      string
	delimiter byte
	columns   []column
}

// A column is what one cell of a header says: name:type(group).
type column struct {
	// text is the cell as it is.
	text, name, kind, group string
	array                   bool
}

var columnPattern = regexp.MustCompile(`^(.*?)(?::([A-Za-z_]+)(?:\(([^)]*)\))?(?:\{[^}]*\})?(\[\])?)?$`)

// readHeader reads the header of a file. The delimiter is the sign that parts it most.
func readHeader(f formats.File) (header, error) {
	best := header{file: path.Base(strings.ReplaceAll(f.Name, `\`, "/"))}
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		cells, err := firstRow(f, delimiter)
		if err != nil {
			return best, err
		}
		if len(cells) > len(best.columns) {
			best.delimiter, best.columns = delimiter, columnsOf(cells)
		}
	}
	if best.isNodes() == best.isTies() {
		return best, &kg.InvalidError{
			Field: "header", Value: f.Name, Reason: "neither a file of nodes nor one of relationships",
			Accepted: "begin it with a header that has :ID, or :START_ID and :END_ID; " +
				"headers in files of their own are not read",
		}
	}
	return best, nil
}

// firstRow cuts the first row of a file; an empty file has none.
func firstRow(f formats.File, delimiter byte) ([]string, error) {
	r, err := rows.NewReader(f, rows.Dialect{Delimiter: delimiter})
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // nothing is written
	row, err := r.Next()
	var placed *formats.Error
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &placed):
		return nil, nil
	case err != nil:
		return nil, err
	}
	cells := make([]string, row.Len())
	for i := range cells {
		cells[i] = strings.TrimSpace(row.Text(i))
	}
	return cells, nil
}

func columnsOf(cells []string) []column {
	columns := make([]column, len(cells))
	for i, cell := range cells {
		m := columnPattern.FindStringSubmatch(cell)
		if m == nil {
			columns[i] = column{text: cell, name: cell}
			continue
		}
		columns[i] = column{text: cell, name: m[1], kind: m[2], group: m[3], array: m[4] != ""}
	}
	return columns
}

// has reports whether there is a column of a kind.
func (h header) has(kind string) bool { return h.find(kind) >= 0 }

// isNodes and isTies report what the rows of a file are. A file of ties may have ids too.
func (h header) isNodes() bool { return h.has("ID") && !h.has("START_ID") && !h.has("END_ID") }

func (h header) isTies() bool { return h.has("START_ID") && h.has("END_ID") }

// find returns the first column of a kind, or -1.
func (h header) find(kind string) int {
	return slices.IndexFunc(h.columns, func(c column) bool { return c.kind == kind })
}

// isNumber reports whether the values of a column are numbers.
func (c column) isNumber() bool {
	return slices.Contains([]string{"int", "long", "float", "double", "short", "byte"}, c.kind)
}
