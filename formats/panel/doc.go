// Package panel writes a table for statistical software, such as R and Stata: a row for
// each pair of entities, type, sign and period in which a relationship of them possibly
// held. It is CSV, and only writes.
//
// The numbers are those of the API's panel. A pair of a symmetric type is written once,
// the smaller id first. Rows come in the order of from_id, to_id, type, sign and period.
//
//	from_id, from_name, to_id, to_name   the pair
//	type, sign                           of the relationships
//	period                               in EDTF: 2014, 2014-01, 2014-01/2014-03, 201X
//	period_start, period_end             its first and its last day
//	year, quarter, month, day            as far as the unit goes: for years, year alone; of a
//	                                     decade or century its first year
//	certain, possible                    1 if any was certainly, or possibly, in force at some
//	                                     moment of the period, else 0; possible is 1 in all rows
//	ties_certain, ties_possible          how many were
//	started_…, ended_…                   how many had their first, or last, second in it
//	source_ids                           the sources of those that were possibly in force
//	as_of, known                         what was asked for, in all rows
//	about                                all that was asked for, as JSON, in the first row alone
//
// CSV has no place for metadata: a line of its own would be a row for most programs, and
// an archive of two files would have to be unpacked before R or Stata read it. So what a
// row cannot be asked for again without is in it, and the rest in the first.
//
// # Time
//
// The unit is [formats.WriteOptions.Bucket], else the year. The whole time is Within, else
// the time asked about, of which alone an export as of a time knows; and a side without a
// bound ends with the last date of a relationship. What goes on has rows until then.
//
// # Memory
//
// Relationships come in the order of their ids, and rows in that of pairs, so every
// relationship is held until all are read, in some forty bytes, and each pair in a
// hundred. Panels of more than [MaxRows] rows are refused before anything is written.
//
// Lost is everything else: single relationships and their dates, entities without any,
// properties, claims, the words of sources.
package panel
