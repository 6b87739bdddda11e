// Package graph serves a knowledge graph over GraphQL. (Graph means GraphQL here;
// the knowledge graph itself is package kg.)
//
// The schema is schema.graphqls at the root of the module; package generated is
// made from it by gqlgen, package view has the values that it resolves to, and
// this package joins them into an HTTP handler: transports, limits, who may write,
// and what errors look like. It never sees a store.
package graph
