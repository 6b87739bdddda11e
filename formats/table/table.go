package table

import (
	"errors"
	"io"
	"iter"

	"entente/formats"
	"entente/formats/internal/rows"
	"entente/formats/internal/zipped"
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
