package table

import (
	"cmp"
	"errors"
	"io"
	"iter"
	"path"
	"slices"
	"strings"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/formats/internal/zipped"
	"entente/kg"
)

// Format is CSV, and tables like it.
var Format = formats.Format{
	Name: "csv", Title: "CSV", Extensions: []string{".csv.zip", ".csv", ".tsv", ".tab"},
	MediaType: "application/zip", Read: Read, Write: Write,
}

// Read reads tables as the mapping says. An error of the mapping, or about the columns
// of a file, is a [*MappingError] and the last.
func Read(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		if err := read(files, o, yield); err != nil && !errors.Is(err, errStopped) {
			yield(formats.Item{}, err)
		}
	}
}

// errStopped says that whoever the items are for wants no more.
var errStopped = errors.New("stopped")

func read(files []formats.File, o formats.ReadOptions, yield func(formats.Item, error) bool) error {
	var plain []formats.File
	for _, f := range files {
		archive, err := zipped.Open(f)
		switch {
		case err != nil:
			return err
		case archive == nil:
			plain = append(plain, f)
			continue
		}
		err = readArchive(archive.Files, o, yield)
		if err = errors.Join(err, archive.Close()); err != nil {
			return err
		}
	}
	if len(plain) == 0 {
		return nil
	}
	return readFiles(plain, o, yield)
}

// readArchive reads the tables of an archive in the order of its mapping, unless another
// mapping is given.
func readArchive(files []formats.File, o formats.ReadOptions, yield func(formats.Item, error) bool) error {
	for _, f := range files {
		if o.Mapping == nil && path.Base(f.Name) == MappingName {
			o.Mapping = &f
		}
	}
	if o.Mapping == nil {
		return readFiles(files, o, yield)
	}
	m, err := readMapping(*o.Mapping)
	if err != nil {
		return err
	}
	place := func(f formats.File) int { return slices.Index(m.sheets, m.sheetFor(f.Name)) }
	files = slices.DeleteFunc(files, func(f formats.File) bool { return place(f) < 0 })
	slices.SortStableFunc(files, func(a, b formats.File) int { return cmp.Compare(place(a), place(b)) })
	return readFiles(files, o, yield)
}

func readFiles(files []formats.File, o formats.ReadOptions, yield func(formats.Item, error) bool) error {
	if o.Mapping == nil {
		at := formats.Position{File: files[0].Name, Line: 1, Column: 1}
		return failed(at, "map", "", "a table needs a mapping that says what its columns are",
			"make one with entente import --guess FILE, look it over, and name it with --map")
	}
	m, err := readMapping(*o.Mapping)
	if err != nil {
		return err
	}
	for _, f := range files {
		if m.sheetFor(f.Name) == nil {
			return failed(m.sheets[0].at, "files.name", f.Name, "no entry of the mapping is for a file of this name", "")
		}
	}
	b := newBuilder(m, o)
	if item, ok := b.terms(*o.Mapping); ok && !yield(item, nil) {
		return errStopped
	}
	for _, f := range files {
		r := &reader{builder: b, sheet: m.sheetFor(f.Name), file: f, yield: yield}
		if err := r.read(); err != nil {
			return err
		}
	}
	return nil
}

// terms returns the item of the terms that the mapping describes.
func (b *builder) terms(f formats.File) (formats.Item, bool) {
	item := formats.Item{At: formats.Position{File: f.Name, Line: 1, Column: 1}}
	for _, id := range b.mapping.order {
		item.Named = append(item.Named, b.mapping.terms[id])
	}
	return item, len(item.Named) > 0
}

// A reader reads one file.
type reader struct {
	*builder
	sheet *sheet
	file  formats.File
	row   row
	yield func(formats.Item, error) bool
	// width is how many cells a row has.
	width int
}

func (r *reader) read() error {
	s := r.sheet
	r.row = row{sheet: s, values: make([]string, len(s.slots)), file: stem(r.file.Name)}
	if err := r.constant(); err != nil {
		return err
	}
	if s.layout.yaml {
		return r.readYAML()
	}
	lines, err := rows.NewReader(r.file, s.layout.dialect(r.file.Name))
	if err != nil {
		return err
	}
	defer lines.Close() //nolint:errcheck // nothing is written
	first, err := r.header(lines)
	if err != nil || first == nil {
		return err
	}
	each := r.one
	var runs *runs
	if s.spells != nil {
		runs = r.newRuns()
		each = runs.add
	}
	if s.layout.headless {
		if err := each(first); err != nil {
			return err
		}
	}
	for {
		line, err := lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			return runs.end()
		case err != nil:
			err = r.refused(line, err)
		default:
			err = each(line)
		}
		if err != nil {
			return err
		}
	}
}

// constant yields the sources that the mapping describes whatever a row says.
func (r *reader) constant() error {
	r.row.at = formats.Position{File: r.file.Name, Line: 1, Column: 1}
	r.row.columns = make([]int, len(r.sheet.slots))
	for i, slot := range r.sheet.slots {
		r.row.columns[i] = -1
		if slot.name == columnFile {
			value, err := slot.cell.clean(r.row.file, nil)
			if err != nil {
				return &MappingError{[]*formats.Error{{At: slot.at, Err: kg.InField(columnFile, err)}}}
			}
			r.row.values[i] = value
		}
	}
	r.begin(&r.row, nil)
	for _, rule := range r.sheet.sources {
		if !r.sheet.fixed(rule) {
			continue
		}
		id, err := r.source(rule)
		var placed *formats.Error
		if asPlaced(err, &placed) {
			return &MappingError{[]*formats.Error{placed}}
		}
		r.known[id] = true
	}
	if len(r.item.Named) > 0 && !r.yield(r.item, nil) {
		return errStopped
	}
	return nil
}

// fixed reports whether a source is the same for all rows of a file.
func (s *sheet) fixed(rule *sourceRule) bool {
	for _, i := range rule.slots {
		if s.slots[i].name != columnFile {
			return false
		}
	}
	return len(rule.conditions) == 0
}

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
