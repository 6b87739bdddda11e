// Package stix reads and writes bundles of STIX 2.1.
//
// Files are gone through five times, for what each object refers to must come before it:
// for versions and markings, then for sources, entities, ties and claims. In between some
// 30 bytes are held for each object, and the ids of those that have another here.
//
//	STIX                    here
//	identity                an ACTOR: person, organization, group or else identity
//	location                a PLACE
//	campaign, incident,     an EVENT
//	sighting, observed-data
//	other objects           an ACTOR whose kind is the type: malware, indicator, ipv4-addr
//	relationship            a relationship whose type is the relationship_type
//	relationship with a     a claim about that relationship, whose value is the entity at
//	relationship at an end  the other end; a remark says so
//	sighting_of_ref, …      participations (took-place-at for a location) with a role
//	report                  a source, and its claim that each object referred to exists
//	note, opinion           a claim "note" or "opinion" about each object referred to
//	created_by_ref          a claim that the object exists, by that actor, said when it was
//	                        created
//	confidence              the credibility of that claim, by appendix A of the standard
//	                        (80–100 is 1, 60–79 is 2, … 0–19 is 5), and a property
//	external_references     a source each, beside the file; an external_id is an external id
//	object_marking_refs     TLP:AMBER and RED restrict, as do levels that are not known, and
//	                        markings that the files do not define
//	name, aliases           names; description: the summary, or the note of a relationship
//	any other property      a property: text, number, several texts as NAME, NAME.2, and the
//	                        rest as JSON
//	revoked                 nothing is written, and nothing is taken out of the graph; a
//	                        remark says so. What refers to it is refused
//	a later modified        counts, wherever it stands; the earlier one is a remark
//
// Ids stay as they are. Of marking definitions, language contents and extension definitions
// no record is made. Granular markings are kept as JSON and not heeded.
//
// # Time
//
// start_time and stop_time, valid_from and valid_until, and the times of sightings and
// observations are the start and the end, which is exclusive in both. A moment is read to
// the second, in UTC. One that is not there is unknown, not open. Two that are equal, which
// the standard does not allow for relationships, are that one second, with a remark: no
// length is made up. The first second of a month of 1900, the epoch, and the end of
// OpenCTI's time (5138-11-16T09:46:40Z) stand for what is not known, and are read so, with
// a remark. first_seen and last_seen of a malware, campaign and the like are attestations:
// it was there at both, and maybe before and after.
//
// # Writing
//
// Records that were read from STIX keep id and type, where they have all that an object of
// the type must have. All others are an identity, a location or an incident (which is what
// STIX 2.1 has for all that happens, a meeting as much as an attack) with the kind as a
// label, and a UUID of version 5 that follows from the id: the same each time. An armed
// group is an identity of class group; nothing becomes a threat-actor that is not of that
// kind. A location without a point or country is of the region "unknown". Claims and
// sources are notes; what rests on a source has it as an external reference. Restricted
// records are marked TLP:AMBER. created and modified are the moment at which the version
// was recorded, but for an earlier created that was read.
//
// start_time is the earliest start, stop_time the latest end, each where it has a date.
// Every object has Entente's extension (a property-extension, defined in the bundle) with
// the time in EDTF and the record as it is in the graph; a note says what the bundle is of
// and holds the terms. Where the extension is there, reading gives the record exactly as it
// was, but for names, description, times and ends that were changed in between: these count
// as they stand, with a remark. Where another program drops it, names beside the first of
// an identity, lifetimes, qualifiers of dates, claims and sources as more than notes, and
// terms are lost.
//
// A report, observed-data, software and other types that are not written as such come back
// to Entente as they were; other programs see a note, an incident or an identity.
//
// The writer holds the type of each entity, some 30 bytes, and the sources' references.
package stix
