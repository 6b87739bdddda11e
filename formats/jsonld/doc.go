// Package jsonld writes a graph as JSON-LD 1.1: RDF that any triple store loads, with
// PROV-O for who says what, and schema.org and SKOS for names, places and terms.
//
// The context stands in the file; nothing is fetched to read it. The id of a record is
// urn:entente: and its id here. The file is one object whose @graph is written node by
// node, a line each, in the order of classes.
//
//	record        becomes
//	the export    urn:entente:export, a prov:Bundle and dcat:Dataset: what was asked for, the
//	              recorded time, licences
//	term          a skos:Concept (kinds), an rdf:Property (types and claim properties)
//	source        a prov:Entity with dcterms:title and the rest of what is known of it
//	entity        an ent:Actor (prov:Agent), ent:Place (prov:Location) or ent:Event
//	              (schema:Event); a person is a schema:Person too
//	relationship  an rdf:Statement with subject, predicate and object. The plain triple is
//	              not there: it would hold at all times
//	claim         an ent:Claim and prov:Entity: prov:wasAttributedTo the claimant,
//	              prov:hadPrimarySource the source
//
// An external id of Wikidata is a skos:exactMatch; others are schema:identifier. Names are
// rdfs:label (the one to show), schema:name (official) and schema:alternateName, each with
// its language; those with a kind of their own or a time are ent:naming nodes too.
//
// When something holds is an ent:Validity: its EDTF text, as it was written, and the four
// moments that it means, as xsd:dateTime. A moment that has no limit is left out, and
// ent:startKind and ent:endKind say why: OPEN and UNKNOWN stay apart. An end is the first
// second at which it no longer holds. What possibly holds in [a, b) has no startEarliest or
// one before b, and no endLatest or one after a.
//
// Dates that are no bounds, such as when a claim was made, are EDTF too; prov:generatedAtTime
// is there only for one known to the second, as a day must not become its midnight.
//
// All current records are kept. What is lost: history, former ids, and the types of numbers
// beyond what xsd:double holds. It is not read.
package jsonld
