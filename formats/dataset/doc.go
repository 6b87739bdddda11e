// Package dataset reads the native format of graphs: YAML files that people write
// by hand and keep under version control.
//
// A file is one mapping with any of these keys:
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
//
// Reading is strict: an unknown field, a duplicate id or a value that cannot be
// read is an [*formats.Error] with file, line and column. YAML's anchors, aliases, merge
// keys and tags are refused, so that a file means what it shows.
package dataset
