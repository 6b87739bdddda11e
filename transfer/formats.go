package transfer

import (
	"path/filepath"
	"strings"

	"entente/formats"
	"entente/formats/cytoscape"
	"entente/formats/dataset"
	"entente/formats/ftm"
	"entente/formats/geojson"
	"entente/formats/gexf"
	"entente/formats/graphml"
	"entente/formats/jsonld"
	"entente/formats/neo4jcsv"
	"entente/formats/panel"
	"entente/formats/stix"
	"entente/formats/table"
	"entente/formats/wikidata"
	"entente/kg"
)

// Formats are all that there are, those first that a file name means where several have
// its extension.
var Formats = []formats.Format{
	dataset.YAML,
	dataset.JSONL,
	table.Format,
	neo4jcsv.Format,
	ftm.Format,
	stix.Format,
	wikidata.Format,
	jsonld.Format,
	graphml.Format,
	gexf.Format,
	cytoscape.Format,
	geojson.Format,
	panel.Format,
}

// FormatNamed returns the format of a name, of those that can do what is wanted.
func FormatNamed(name string, can func(formats.Format) bool) (formats.Format, error) {
	for _, f := range Formats {
		if f.Name == name && can(f) {
			return f, nil
		}
	}
	return formats.Format{}, &kg.InvalidError{
		Field: "format", Value: name, Reason: "no format for this",
		Accepted: "write " + strings.Join(names(can), ", "),
	}
}

// FormatOf returns the format that the name of a file tells, of those that can do what
// is wanted.
func FormatOf(path string, can func(formats.Format) bool) (formats.Format, error) {
	base := strings.TrimSuffix(strings.ToLower(filepath.Base(path)), ".gz")
	var best formats.Format
	longest := 0
	for _, f := range Formats {
		for _, extension := range f.Extensions {
			if can(f) && strings.HasSuffix(base, extension) && len(extension) > longest {
				best, longest = f, len(extension)
			}
		}
	}
	if longest == 0 {
		return best, &kg.InvalidError{
			Field: "format", Value: filepath.Base(path), Reason: "the name does not tell a format",
			Accepted: "give --format, one of " + strings.Join(names(can), ", "),
		}
	}
	return best, nil
}

// format returns the one format that the names of the files tell.
func (f *Files) format() (formats.Format, error) {
	first, err := FormatOf(f.all[0].name, Readable)
	for _, other := range f.all[1:] {
		if err != nil {
			break
		}
		var format formats.Format
		if format, err = FormatOf(other.name, Readable); err == nil && format.Name != first.Name {
			err = &kg.InvalidError{
				Field: "format", Value: filepath.Base(other.name),
				Reason:   "is " + format.Title + ", and the first file is " + first.Title,
				Accepted: "import files of several formats one after the other",
			}
		}
	}
	return first, err
}

// Readable and Writable report what a format can do.
func Readable(f formats.Format) bool { return f.Read != nil }

// Writable reports whether a format can be written.
func Writable(f formats.Format) bool { return f.Write != nil }

// names lists the names of the formats that can do something.
func names(can func(formats.Format) bool) []string {
	var all []string
	for _, f := range Formats {
		if can(f) {
			all = append(all, f.Name)
		}
	}
	return all
}
