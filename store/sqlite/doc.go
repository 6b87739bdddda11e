// Package sqlite keeps a knowledge graph in one SQLite file: Store is a
// [kg.Store] for a single server.
//
// A record is a row of JSON with plain columns beside it to find it by; the
// relationships of an entity lie side by side in the order of their start. The
// file can be read with any SQLite shell while the server runs; the migrations
// folder says what each table is for. It must be on a local disk.
//
// Superseded versions lie in tables of their own with the same columns, so that the
// past is read like the present, and the present does not pass over it.
//
// One connection writes, several read, and one moves what is committed from SQLite's log into
// the file. A read is one transaction, so it sees
// whole batches only, and records that it decodes are kept for later reads as
// long as no write replaces them.
package sqlite
