// Package execute is the part of gqlgen's runtime that generated code calls for every
// object, list and field, without what this server does not use: no @defer, no
// middleware around fields, no field that turns non-null while it runs, no results kept
// beside the answer. What a field's context would say of it is made when somebody asks,
// which is for errors; arguments are read once for a field of a document, and not for each
// object; and the elements of a list are answered one after the other, for what they ask
// of the store the first of them fetches for all.
//
// The command below internal/gqlgen has generated code call this package in place of
// gqlgen's. Nulls, errors and their paths, panics and the order of fields are as gqlgen
// has them.
package execute
