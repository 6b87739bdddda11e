package table

import (
	"slices"

	"entente/formats/internal/zipped"
	"entente/kg"
)

// The columns of records in general and of their time.
var (
	headColumns     = []string{"sources", "note", "access"}
	validityColumns = []string{
		"validity", "attestedFrom", "attestedUntil", "startedAfter", "endedBefore", "ended", "scheduled", "zone",
	}
)

// columnsOf are the columns of the tables, without the properties of their records.
var columnsOf = map[kg.Class][]string{
	kg.ClassSource: slices.Concat([]string{
		"id", "title", "publisher", "url", "archivedUrl", "contentHash", "publishedAt", "retrievedAt",
		"language", "reliability", "licence",
	}, headColumns),
	kg.ClassEntity: slices.Concat([]string{
		"id", "class", "kind", "name", "names", "nameLanguages", "nameScripts", "nameKinds", "nameValidities",
		"summary", "latitude", "longitude", "externalSchemes", "externalIds",
	}, validityColumns, headColumns),
	kg.ClassRelationship: slices.Concat([]string{"id", "type", "from", "to", "sign"}, validityColumns, headColumns),
	kg.ClassClaim: slices.Concat([]string{
		"id", "about", "property", "value", "stance", "assertedBy", "source", "saidAt", "holdsAt", "quote",
		"rank", "credibility",
	}, headColumns),
}

// A Style is how tables look that are written.
type Style struct {
	// Tables are the names of the files, for each of sources, entities, relationships
	// and claims.
	Tables map[kg.Class]string
	// Column names a column; nil leaves the names as they are.
	Column func(class kg.Class, column string) string
	// Extra names a further column of a class, and gives its cell of a record; nil is none.
	Extra func(class kg.Class) (column string, cell func(kg.Record) string)
	// Spreadsheet says that formulas are to be made text.
	Spreadsheet bool
	// Finish, if set, adds further files.
	Finish func(archive *zipped.Writer) error
}

// classes are the classes of the tables, in the order of the records.
var classes = []kg.Class{kg.ClassSource, kg.ClassEntity, kg.ClassRelationship, kg.ClassClaim}

var plainStyle = Style{
	Tables: map[kg.Class]string{
		kg.ClassSource: "sources.csv", kg.ClassEntity: "entities.csv",
		kg.ClassRelationship: "relationships.csv", kg.ClassClaim: "claims.csv",
	},
	Spreadsheet: true,
}
