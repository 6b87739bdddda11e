// Package compare measures several ways to do one thing beside one another.
//
// A machine is faster in one minute than in the next, so a figure alone says little. Here
// all sides are warmed, and then take turns, A B A B, for as many rounds as it takes; what
// is reported is what each did in its median round and, as what counts, the ratio of two
// sides within a round, in its median and its range over the rounds.
package compare
