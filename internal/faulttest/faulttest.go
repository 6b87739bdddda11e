// Package faulttest shows on real processes what becomes of a graph when what it stands
// on fails: the server or Neo4j is killed or hangs, the disk is full, a log is torn, a
// clock goes back. Its tests start the program itself, end only what they started, and
// after each fault check the invariants by one function for both stores.
//
// go test runs a share of it; make test-faults, which sets [Variable], runs all.
// docs/faults.md lists what is shown where.
package faulttest

import "os"

// Variable is the environment variable that, set to "all", has every fault made as often
// and as finely as was promised. Otherwise it is a share that takes seconds.
const Variable = "ENTENTE_TEST_FAULTS"

// Share returns how often a test makes its fault: share times, or all times where all is
// asked for.
func Share(share, all int) int {
	if os.Getenv(Variable) == "all" {
		return all
	}
	return share
}
