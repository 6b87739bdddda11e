// Package load puts a server under load and tells how long it took to answer.
//
// A closed loop is a number of clients that each wait for an answer before they ask
// again: it finds how much a server can do. An open loop asks at a fixed rate, whether
// or not answers have come, and counts time from when a request was due rather than from
// when it could be sent: it finds how long users wait at that rate, stalls included.
// (Closed loops leave out just the requests that a stall would have hit; see Gil Tene,
// "How NOT to Measure Latency", on coordinated omission.)
package load
