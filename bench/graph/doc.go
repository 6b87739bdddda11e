// Package graph makes the graphs that benchmarks run on, of any size, and knows which
// actors in them are alike.
//
// The ties are those of make_scale.py, a program that draws actors and dated relationships
// whose degrees fall as steeply as in news data; the same size is the same graph. On one tie
// in a hundred two sides claim different ends, so that there are claims and disputes.
package graph
