// Package wikidata reads the JSON of Wikidata: a dump (an array with an entity a line),
// JSON lines, what Special:EntityData gives for an item, and what the API's wbgetentities
// gives for several.
//
// The files are gone through twice: for the items, which become entities, and then for
// their statements. In between, four bytes are held for each item: its number and class.
//
//	Wikidata             here
//	item Q30             the entity Q30. Its class and kind follow from P31 by a table; where
//	                     that has none of its classes, from what else is said, with a remark
//	label                an OFFICIAL name in its language; mul and en come first
//	alias                an ALIAS; P1448, P1705, P1449 and P1813 are names too
//	description          the summary, in English if there is one
//	P569, P571, P580     when it began; P570, P576, P582 when it ended; P585 when an event was
//	P625                 the location of a PLACE on the earth
//	external ids         external ids: wikidata, wikidata:P214 …, and its pages by site (enwiki)
//	value is an item     a relationship whose id is the statement's, with - for $. Properties
//	                     of a table have a type with a name, all others wikidata-pNNN
//	value is a quantity  a claim with number and unit; P585 is what it holds at
//	value is a date      a claim, unless it is the item's own time
//	reference            a source, the same for the same reference. What has none rests on
//	                     the source "Wikidata: Q30"
//	other qualifiers     properties of the relationship
//	rank                 of a claim that the relationship exists, unless it is normal, and the
//	                     property wikidata-rank. Deprecated statements are there too: what
//	                     Wikidata holds to be wrong was said all the same
//
// Items that the files only mention are entities of the kind "unclassified" with their
// Q-id as a name; they do not replace what the graph has.
//
// # Time
//
// P580 and P582 are the start and the end. "No value" is an open bound, "some value" an
// unknown one, and so is one that is not there: that a statement has no end does not say
// that it goes on. "Some value" for a death (P570) says that it was, before the item was
// last changed. P585 beside or in place of them is a moment at which it was so, but for
// awards and the like, where it is the date itself; P1317 is such a moment too. P1319
// limits the start, and P1326 the end where there is one. Of several starts or ends the
// first is the bound, and each is a claim.
//
// Precision is kept: a day, a month, a year, a decade (198X). A century is 18XX for 1801 to
// 1900, with a remark, as EDTF's hundred years begin a year earlier. What EDTF cannot write,
// such as a millennium or a decade BCE, limits an unknown bound. Years BCE are historical in
// the file (−0044 is 44 BCE) and astronomical here (−0043). Days of the Julian calendar are
// turned into Gregorian ones, months become approximate, years stand as they are. The time
// zone, before and after of a date are never used by Wikidata, and are not read.
//
// What is lost: texts, addresses and media (a remark lists their properties), properties
// of Wikimedia's own upkeep, what items say of themselves, badges, hashes, lexemes.
package wikidata
