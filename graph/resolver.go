package graph

import "entente/kg"

// A Resolver is the root of all resolvers. Each of their methods is one call: what
// is read is answered by package view, what is written by the graph.
type Resolver struct{ graph *kg.Graph }
