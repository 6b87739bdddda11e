// Package ftm reads and writes FollowTheMoney, the data model of Aleph and OpenSanctions:
// JSON lines, an entity a line, of which some are edges between others.
//
// Files are gone through three times: for documents, for things, and for what ties them.
// In between a number is held for each place and event, since where a tie may lead
// depends on what is there. Lines of one id may be several; they are put together.
//
//	FollowTheMoney         here
//	Person, Company, …     an ACTOR, its kind the name of the schema: person, company,
//	                       public-body. So are things that are neither a place nor an
//	                       event: a Vessel, a Contract, a BankAccount
//	Address, RealEstate    a PLACE; Event, Project, CourtCase: an EVENT
//	another schema         an ACTOR of that kind, with a remark
//	name, full             OFFICIAL names; alias: ALIAS; previousName: FORMER; weakAlias:
//	                       ACRONYM where it looks so, else ALIAS. Without any: the caption
//	summary                the summary; without one, the first description
//	wikidataId             an external id
//	referents              former ids: they were merged into this one
//	edge                   a relationship: Ownership is owns, Membership member-of, …
//	other intervals        a relationship where they name two parties, as a Call does
//	all of another number  an EVENT in which each party takes part, in the role that the
//	                       property names: a Sanction, an Ownership of two owners
//	UnknownLink            linked-to; with an event a participation
//	addressEntity, parent  relationships; so are all properties that name an entity, but
//	                       those of edges beside their ends, which are kept as text
//	datasets               sources dataset:NAME; sourceUrl: a source; proof: a document
//	Document               a source. Documentation: a claim by it that the thing exists
//	Note on an entity      a claim "note" about it
//	any other property     a property of its name; a second value is NAME.2
//	first_seen, last_seen  when an address was retrieved, nothing of the world; so is
//	                       retrievedAt. They are not kept otherwise
//
// A line wrapped as {"op": "ADD", "entity": …} is read as its entity; of DEL nothing comes.
// Whatever names no source of its own rests on the file.
//
// # Time
//
// A date is a year, a month, a day or a second in UTC, and stays so. Start and end are the
// first property of the schema's temporalExtent that has a value. An end that is not there
// is unknown, not open: FollowTheMoney cannot say that something goes on. A lone date is
// all of the time of what happens (Payment, Event, Succession, ContractAward, Call), and
// the start of what lasts. Of several values the first is the record's, the others are
// claims on its start or end by the line's first source.
//
// # Writing
//
// Each record is a line that the followthemoney package takes as it is. Persons are a
// Person, states and their bodies a PublicBody, other actors an Organization or a
// LegalEntity, places an Address, events an Event, sources a Document, claims a Note. What
// was read from FollowTheMoney gets its own schema again. A relationship is the nearest
// edge whose ends admit it, else an UnknownLink, and its role says what it is: a
// participation's role, an office, the label of the type. Ids that FollowTheMoney does not
// admit get another, made of them.
//
// Dates are cut to what FollowTheMoney can say: 2014-10~ is 2014-10. Where that is not all
// ("goes on", "about", a decade, an attestation), notes of things and description of edges
// say the time in words and in EDTF.
//
// Every line also holds, under "entente", the record as it is in the graph, and the first
// one what the file is of and the terms. The followthemoney package carries that along as
// context; Aleph and others drop it. Where it is there, reading gives the record exactly as
// it was, but for names, summary, dates and ends that were changed in between: these count
// as they stand, with a remark. Where it is gone, what is left is as above: languages of
// names, qualifiers and attestations of dates, signs and credibility, claims as more than
// text, and terms are lost. Statuses are not written: they follow from the dates.
//
// The writer holds the schema of each entity, some 20 bytes, and the addresses of sources.
package ftm
