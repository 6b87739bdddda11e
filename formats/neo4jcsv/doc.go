// Package neo4jcsv reads and writes the tables of neo4j-admin: files of nodes and files of
// relationships whose headers say what the columns are, such as id:ID, :LABEL, year:int,
// :START_ID, :END_ID and :TYPE.
//
// # Writing
//
// An archive of nodes.csv, sources.csv and claims.csv (nodes), relationships.csv (the ties
// between entities) and evidence.csv (what rests on which source, what a claim is about
// and who makes it), with a README.txt that has the command. A claim about a relationship
// has no edge to it, since Neo4j has none between an edge and a node: its property about
// is the id. Dates are texts, as they were written; nothing is turned into a day.
//
// The archive has the mapping of package table with it, by which it comes back as it was,
// but for what that package loses.
//
// # Reading
//
// Tables of others are read by their headers:
//
//	name:ID(group)     the id, with the group before it, since ids are of a group only
//	:LABEL             the first label is the kind of the entity
//	name, title, label the name; the id where there is none
//	:START_ID, :END_ID the ends, which a file of nodes must have
//	:TYPE              the type of the relationship
//	start, startDate, startedAt, since, validFrom, and end, endDate, endedAt, until, validTo
//	                   the time, in EDTF, of which ISO dates are a part; empty is unknown
//	int, long, float, double, short, byte
//	                   a number
//	…[]                several values, parted by semicolons
//	:IGNORE            nothing
//
// All else is text and a property of that name. Nodes are actors: what is a place or an
// event the header does not say. Files of nodes are read before those of relationships,
// in whatever order they are named. Headers in files of their own are not read.
//
// Reading holds nothing; writing holds a number for each entity, to tell claims about
// entities from others.
package neo4jcsv
