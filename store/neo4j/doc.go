// Package neo4j keeps a knowledge graph in Neo4j, version 5.26 or later, single or
// cluster.
//
// The graph is meant to be read with Cypher and Neo4j Browser too. Every record is
// a node labelled Record and by what it is, with its id unique among all:
//
//	(:Record:Entity:Actor {id, kind, name, startEarliest … endLatest, edtf, body, …})
//	(:Record:RelationshipRecord {id, kind, fromId, toId, …}), (:Record:Claim {…}),
//	(:Record:Source {…}), (:Record:Term {…})
//
// The property body is the whole record as JSON; the others repeat what lists are
// filtered and ordered by. Instants are seconds since 1970; the smallest and
// largest number stand for infinity. A relationship is also a native one between
// its entities, of a type made from the vocabulary's term:
//
//	(:Entity)-[:ARMED_CONFLICT {id, startEarliest … endLatest, edtf, sign, …}]->(:Entity)
//
// References go from the record that makes them to the one they name. Their types
// are in lower case, which no type of the vocabulary is, so none can be mistaken:
//
//	(:Claim)-[:about]->(:Record), (:Claim)-[:assertedBy]->(:Entity),
//	(:Record)-[:cites]->(:Source), (:Record)-[:mentions]->(:Entity)
//
// Beside the records there are (:Version), what their nodes were before, with recordId
// and recordedTo; (:Change), the log; (:NameKey), what search compares, and
// (:PastNameKey), what it compared before; (:Receipt); and one (:Meta).
//
// What was known at a recorded time is what has not changed since, read as it is in
// the present, and those versions that have, read from indexes on the time at which
// they ended. So the past costs what has changed since. A version is hidden by what
// its record is now; where that changes, its versions are marked so (hidden).
//
// The relationships of an entity are read from two indexes on RelationshipRecord,
// by end, start and id, and not by expanding from its node. Both cost about the
// same for an entity of twenty relationships; but a page of a hub costs what the
// page holds, not what the hub has, and references to an entity cost its
// relationships nothing. The native relationships serve Cypher.
//
// Neo4j reads what is committed at each moment and knows no snapshots. The store
// sees to it that its own reads and commits do not overlap, so that they see whole
// batches; a read at the very moment of another process's commit may see a part of
// that one. [Store.All] is of one moment in any case.
package neo4j
