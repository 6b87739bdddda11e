//go:build race

package budget

// underRace says that the race detector is on, which allocates for itself.
const underRace = true
