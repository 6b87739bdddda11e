// Package gexf writes graphs in GEXF 1.3, with their time, as Gephi reads it. It only
// writes.
//
// Entities are nodes and relationships are edges, with the values of
// [formats.EntityAttributes] and [formats.RelationshipAttributes]. The attribute type is
// called relationship_type, and the type is also the edge's kind. What was asked for is
// the file's description, which Gephi does not show. Everything else is lost: claims, the
// terms' definitions, languages and dates of names, versions. All edges have a direction,
// as in GraphML, and symmetric says which of them read alike from both ends.
//
// # Time
//
// A spell is the time in which a record was in force for some reading of its dates; the
// time in which it certainly was stands in the attributes. A bound that is open, or
// unknown without a limit, is left out, and so is a spell that has neither.
//
//	             here                          in a spell
//	start        the first second              the first second
//	end          the first second after it     a millisecond before that
//
// Gephi counts the end in, and reckons in milliseconds: so what ends at an hour and what
// begins at it do not overlap, a whole day is whole, and no spell ends where it starts.
// The times are written to the second, and yet the timeformat is date: Gephi reads both
// alike and shows days, and networkx knows no dateTime. A date alone would be midnight in
// Gephi, and the last day be missing.
//
// An export of what held in a day or less has no spells: its mode is static, since of
// what held at another time it has a part only. One of what held in a longer time is
// dynamic, and the spells of its edges are cut to that time.
package gexf
