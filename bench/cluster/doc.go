// Package cluster runs several servers of Entente on one database behind a balancer, and
// finds out what many who read, write and listen at once through all of them get: how much
// is done by whose processor, whether a read misses a write that it was told of, and whether
// a listener misses a change or hears it twice, also when a server is killed under it.
package cluster
