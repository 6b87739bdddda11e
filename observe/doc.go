// Package observe shows what the server does to whoever watches over it: metrics for
// Prometheus, traces for OpenTelemetry, and log lines that name their request.
//
// An [Observer] stands at three places: around the store ([Observer.Store]), around the
// HTTP handler ([Observer.HTTP]), and at the GraphQL endpoint, whose Observer it is. What
// is measured, under which name, is decided in names.go and nowhere else.
//
// Nothing that clients choose freely becomes the label of a metric or the attribute of a
// span: no query, no name of an operation, no id, no value.
package observe
