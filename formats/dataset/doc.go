// Package dataset reads and writes the native format of graphs: as YAML, which people
// write by hand and keep under version control, and as JSON lines, for graphs of any size.
//
// A file of YAML is one mapping with any of these keys:
//
//	dataset:        what the collection is, and up to when it was observed
//	vocabulary:     relationshipTypes, kinds and claimProperties
//	sources:        where things were read
//	entities:       actors, places and events
//	relationships:  ties between entities
//	claims:         who says what about a record
//
// A collection may be spread over several files; [Join] puts them together before
// [Dataset.Records] turns them into records. What is written for a field is what
// package kg says of the field of that name. The format adds four short forms:
//
//   - A validity may be EDTF text alone or a mapping of [kg.Written]'s fields. An
//     end written ".." is attested until the dataset's observedUntil unless it has
//     an attestedUntil of its own. Where there is no validity nothing is known.
//   - An event's participants and its place are relationships of the types
//     participation and took-place-at, from the participant and to the place, that
//     take the event's time and, unless they name others, its sources. Their ids are
//     the event's with the participant and the role or with the place behind it.
//   - A place's within is a relationship of the type located-in.
//   - A claim's value is text, read as the value type of its property.
//   - A relationship's validity may be the word event in place of a date: it has none of
//     its own and takes that of the event at one of its ends.
//
// A line of JSON lines is one record: an object with its fields and, as "record", its
// name, which is kind, claimProperty, relationshipType, source, entity, relationship or
// claim. With history it has a "change" besides. A line {"dataset": {…}} is about the
// lines that follow in its file. Where a relationship has no validity nothing is known of
// its time, since a line does not depend on the events in other lines.
//
// Reading is strict: an unknown field, a duplicate id in YAML or a value that cannot be
// read is an [*formats.Error] with file, line and column. YAML's anchors, aliases, merge
// keys and tags are refused, so that a file means what it shows.
//
// # What is kept and what is lost
//
// All that people wrote about records is kept, both ways: reading what was written gives
// the same records, and writing these the same text. What follows from other records is
// worked out anew: spans, the time of a tie to an event, symmetric and restricted. Versions
// are kept by JSON lines with history, in the order of the log, but for their sequence
// numbers, which are each store's own; YAML has none. What a file says of itself (name,
// licence), comments and short forms are not kept in a graph.
//
// Time is [kg.Written] as it is: its texts are neither widened nor narrowed.
//
// # Memory
//
// YAML is parsed whole: at most [MaxFile] a file and 8 MiB together. JSON lines are read
// one by one; only the terms are held. Files whose lines stand before what they may refer
// to are gone through once for each class of record.
package dataset
