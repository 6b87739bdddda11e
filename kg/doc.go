// Package kg is Entente's domain: a graph of who was tied to whom, when, and
// according to whom.
//
// A graph is made of records. An [Entity] is an actor, a place or an event; a
// [Relationship] ties one entity to another for the time of its [Validity]; a
// [Claim] is what somebody says about a record; a [Source] is where it was read;
// a [Term] is a word of the vocabulary, which is data and can be added to.
// Every record has an [ID] in one id space, a version, and the sources it rests on.
//
// Dates are known to a day, a month or a year, and many ends are not known at
// all, so a Validity holds four instants, and every question about time has a
// certain and a possible answer.
//
// A [Store] keeps the records and knows nothing of their meaning. A [Graph] works
// over any Store and holds the rules and the derived answers, so that every way
// into the graph (API, import, command) obeys the same ones. The package depends
// on the standard library and golang.org/x only.
package kg
