// Package transfer moves records between files and a graph: it imports files of any
// format of package formats, exports a graph or a part of it, and does both over HTTP.
//
// # Importing
//
// Items are written in batches, each whole or not at all, all under one id by which the
// import can be undone. What is there already is not written twice, so an import that
// was interrupted goes on when it is asked for again, and one that is repeated changes
// nothing. A record that is there and differs is not overwritten unless that is asked
// for: what the file says otherwise of its start, its end and such properties as claims
// can be about becomes claims of the file's source, a source that agrees is added to it,
// and the rest is reported and left alone.
//
// An item that is refused stops the import, or is kept among the rejects. A dry run
// does all of this to a scratch store over the graph, which is left alone.
package transfer
