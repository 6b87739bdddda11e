package formats

import (
	"io"
	"iter"

	"entente/kg"
)

// A Writer writes an export in one format.
type Writer func(w io.Writer, x *Export) error

// An Export is a graph, or a part of it, as it is to be written down.
type Export struct {
	// About is what was asked for. Every format carries it along.
	About About
	// View is the one in which the records were read. Its Valid is [kg.Always] unless a
	// time was asked for.
	View kg.View
	// Vocabulary has the terms that the records use.
	Vocabulary *kg.Vocabulary
	// Records yields terms, sources, entities, relationships and claims, each class in
	// the order of ids, and only what the view shows. What a record refers to is among
	// them. It can be gone through more than once and yields the same each time.
	Records iter.Seq2[kg.Record, error]
	// History, if it was asked for, yields every version that the records ever had, in
	// the order of the log; see [Item.Change]. Otherwise it is nil.
	History iter.Seq2[kg.Version, error]
	WriteOptions
}

// About says what an export is of, in the words of the API.
type About struct {
	// Title is a name for people.
	Title string
	// Valid, AccordingTo and Certainty are what was asked for; empty where it was not.
	Valid       string
	AccordingTo []kg.ID
	Certainty   kg.Certainty
	// Known is the recorded time as of which the graph was read. It is always set, so
	// that the same question can be asked again.
	Known kg.RecordedTime
	// Where is the filter, as JSON; empty where there was none.
	Where string
	// Licences are those that the sources name, sorted, each once.
	Licences []string
}

// WriteOptions are what a format may be told besides.
type WriteOptions struct {
	// Language is the one in which things are called; empty means their official names.
	Language string
	// Bucket and Within are the unit and the whole stretch of time of a panel.
	Bucket kg.TimeBucket
	Within *kg.Window
	// BOM asks for a mark at the beginning of CSV files that makes spreadsheets read
	// them as UTF-8.
	BOM bool
}
