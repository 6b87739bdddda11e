// Package gate is what every request passes before a handler sees it, and the server
// that takes the connections. It knows addresses, headers and paths, and no graph: it
// refuses what comes from a page of another site, too often, too many at once, or in a
// form that nobody takes; it writes the access log and the headers that protect a
// visitor; and it turns a panic into an answer.
//
// The order, from the outside in, is that of decision 34: whoever is refused early
// costs less.
package gate
