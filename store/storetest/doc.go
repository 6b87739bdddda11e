// Package storetest states the contract of [kg.Store] as tests.
//
// [Run] checks a store in two ways. Its named cases say what each sentence of the
// contract means; the name of a case is the rule. Its random check applies
// thousands of random operations to the store and to [Model], and compares every
// answer. A store's whole conformance test is one call:
//
//	func TestStore(t *testing.T) { storetest.Run(t, open) }
//
// Model is the oracle: a slice of all versions and a linear scan, written to be
// obviously right. It is a complete [kg.Store] in memory, so that other tests may
// use it where they need a store and its speed does not matter.
//
// There is no way to leave out a case. [Bench] measures what stores are chosen by.
package storetest
