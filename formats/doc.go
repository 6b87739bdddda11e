// Package formats is what the readers and writers of files have in common. Each
// format is a package below it, with a variable Format that says what it can do.
//
// A reader turns files into a stream of [Item]s and knows nothing of the graph that
// they are written to; a writer turns the stream of records of an [Export] into a
// file and knows nothing of where they come from. Neither holds a whole file in
// memory, unless its documentation says why it must. Package transfer has what lies
// between them and a graph.
package formats
