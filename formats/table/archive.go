package table

import (
	"cmp"
	"path"
	"slices"

	"entente/formats"
)

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
