// Package table reads tables, such as CSV, by a mapping file, guesses a first mapping,
// and writes tables with the mapping that reads them.
//
// # The mapping
//
// A mapping is YAML with the fields of a dataset (see package dataset) and columns in the
// place of values: <name> is the cell of a column. docs/formats/csv.md has all of it. A
// field that is not known is refused with its place; so is a column that a file lacks.
//
// # Reading
//
// Each row is one item: what the mapping makes of it stands or falls together. Rows that
// cannot be read are refused alone, with the place of the cell. What a row only mentions,
// such as the two ends of a tie, is named; what names no source rests on the file. Terms
// that only rows name are made. Ids that are not given follow from the content.
//
//	time in the table                  becomes
//	a date in EDTF, ISO or a form      that date at its own precision
//	nothing                            unknown, unless the mapping says what it means
//	a sentinel                         unknown, open, ongoing, ended or attested, as mapped
//	..DATE, DATE..                     attested then, or a limit of the unknown bound
//	an end                             the last day, month or year that counts; or the
//	                                   first that does not, where it is exclusive
//
// Lost is what no record of the mapping names: other columns, colours, formulas. Of a run
// of years that is one spell, all columns but those of the first year.
//
// A YAML list whose items begin with a hyphen in the first column is read as a table too,
// with the paths of its values as columns; each item is parsed alone.
//
// # Writing
//
// Kept are all records with times, remarks, names, properties and terms. Lost are history,
// the remarks on the time of a name, a bar inside a name or an external id (it becomes a
// broken bar), spaces around texts, sources and access of terms, and that one property is
// of several types (it becomes text).
//
// # Memory
//
// A row is held at a time, of at most 16 MiB. Spells of unsorted rows are held until
// their file ends, up to [MaxHeld]. Writing goes over the records twice, for the names of
// properties and the terms, which are held.
package table
