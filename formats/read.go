package formats

import (
	"io"
	"iter"

	"entente/kg"
)

// A Format is a way to write a graph down.
type Format struct {
	// Name is what people call it by on the command line, such as "graphml".
	Name string
	// Title is its name in sentences, such as "GraphML".
	Title string
	// Extensions are the ends of file names that tell it, such as ".graphml", the one
	// to write first. Where two formats have one, the first that is listed has it.
	Extensions []string
	// MediaType is what it is called over HTTP.
	MediaType string
	// Read reads it; nil if it can only be written.
	Read Reader
	// Write writes it; nil if it can only be read.
	Write Writer
	// History says that what is written has room for [Export.History].
	History bool
}

// A Reader reads files of one format, in the order given. What is referred to comes
// before what refers to it, as far as the files have it: a reader may go through a file
// more than once for that.
//
// An [*Error] is about one item, which is yielded with it as far as it could be read:
// Raw and At are set. Reading goes on after it. Any other error is the last that is
// yielded: the file cannot be read any further.
type Reader func(files []File, o ReadOptions) iter.Seq2[Item, error]

// A File is one file to read.
type File struct {
	// Name stands for the file in messages.
	Name string
	// Open begins to read the file, decompressed. It may be called again.
	Open func() (io.ReadCloser, error)
}

// ReadOptions are what the reading depends on beside the files.
type ReadOptions struct {
	// Now is the moment of reading: ends that are past at an unknown date are before it.
	Now kg.Instant
	// Vocabulary has the terms of the graph that is written to.
	Vocabulary *kg.Vocabulary
	// Source is the id of the source that the files themselves are. What names no other
	// source rests on it. Who imports makes its record.
	Source kg.ID
	// Mapping says how the columns of a table are to be read; nil where none is given.
	Mapping *File
}

// An Item is what one place of a file says: records that are written together or
// not at all.
type Item struct {
	At Position
	// Raw is the text that it was read from, to be kept if it is refused; it is the
	// item's own. It may be empty where the item is no text of its own, such as what a
	// header implies.
	Raw []byte
	// Header, if set, is what a file of refused items must begin with to be read as this
	// one is: the names of the columns. Such an item may have no records.
	Header []byte
	// Named are records that the place only mentions: terms, the two ends of a row of
	// ties. They are made where there is no record of the id, and left alone otherwise.
	Named []kg.Record
	// Records are what the place says, what is referred to first.
	Records []kg.Record
	// Remarks say what was read otherwise than it was written, or left out. The item
	// counts all the same.
	Remarks []*Error
	// Change, if set, says how the one record came to be as it is in the graph that the
	// file was written from; see [Export.History].
	Change *kg.Change
}
