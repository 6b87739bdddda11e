// Command bench measures Entente beside what people would use in its place, on one
// machine in one run, and writes what it found to docs/performance.md with its plots.
//
// It makes the graphs, starts the servers and the database, loads them, and has all sides
// of an experiment take turns under the same load. `make bench` runs it.
package main
