package neo4jcsv

import (
	"errors"
	"iter"

	"entente/formats"
	"entente/formats/internal/zipped"
	"entente/formats/table"
)

// Format is the tables of neo4j-admin.
var Format = formats.Format{
	Name: "neo4j-csv", Title: "Neo4j's tables", Extensions: []string{".neo4j.zip"},
	MediaType: "application/zip", Read: Read, Write: Write,
}

// Read reads files of nodes and of relationships, or an archive of them. With a mapping
// it reads them as package table does.
func Read(files []formats.File, o formats.ReadOptions) iter.Seq2[formats.Item, error] {
	return func(yield func(formats.Item, error) bool) {
		if err := read(files, o, yield); err != nil && !errors.Is(err, errStopped) {
			yield(formats.Item{}, err)
		}
	}
}

func read(files []formats.File, o formats.ReadOptions, yield func(formats.Item, error) bool) (err error) {
	if o.Mapping != nil {
		return pass(files, o, yield)
	}
	var own, others []formats.File
	for _, f := range files {
		archive, opened := zipped.Open(f)
		if opened != nil {
			return opened
		}
		if archive != nil {
			defer func() { err = errors.Join(err, archive.Close()) }()
		}
		switch {
		case archive == nil:
			others = append(others, f)
		case archive.Has(table.MappingName):
			own = append(own, f)
		default:
			others = append(others, archive.Files...)
		}
	}
	if err := pass(own, o, yield); err != nil || len(others) == 0 {
		return err
	}
	ordered, mapping, err := mapped(others)
	if err != nil {
		return err
	}
	o.Mapping = mapping
	return pass(ordered, o, yield)
}

// errStopped says that whoever the items are for wants no more.
var errStopped = errors.New("stopped")

// pass reads files as tables.
func pass(files []formats.File, o formats.ReadOptions, yield func(formats.Item, error) bool) error {
	for item, err := range table.Read(files, o) {
		if !yield(item, err) {
			return errStopped
		}
	}
	return nil
}
