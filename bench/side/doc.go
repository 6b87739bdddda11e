// Package side starts what is measured: Entente on either store, and what people would
// use in its place.
package side
