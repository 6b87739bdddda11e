package storetest

import (
	"slices"
	"testing"
	"time"

	"entente/kg"
)

// An Opener opens a fresh, empty store that takes recorded times from the clock,
// and sees to it that it is closed when the test ends. Cases close stores too, so
// Close must be harmless when it comes again.
type Opener = func(t *testing.T, clock func() time.Time) kg.Store

// A contractCase is one rule of the contract: its name says it, check tests it.
type contractCase struct {
	name  string
	check func(t *testing.T, s *harness)
}

// Run tests that the stores which open returns keep the contract of [kg.Store].
// Each case has a store of its own.
func Run(t *testing.T, open Opener, options ...Option) {
	t.Helper()
	for _, group := range groups {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				t.Run(c.name, func(t *testing.T) { c.check(t, newHarness(t, open)) })
			}
		})
	}
	t.Run("Random", func(t *testing.T) { RunModel(t, open, options...) })
}

// groups are all cases, by what they are about.
var groups = []struct {
	name  string
	cases []contractCase
}{
	{"Records", slices.Concat(recordCases, textCases)},
	{"View", viewCases},
	{"Known", knownCases},
	{"Cites", citesCases},
	{"Find", slices.Concat(findCases, boundsCases, endsCases, farCases)},
	{"Order", orderCases},
	{"Page", pageCases},
	{"Keep", keepCases},
	{"Count", countCases},
	{"Search", searchCases},
	{"Versions", versionCases},
	{"Changes", changeCases},
	{"All", allCases},
	{"Apply", slices.Concat(applyCases, expectCases)},
	{"References", slices.Concat(referenceCases, retractCases)},
	{"Key", keyCases},
	{"Recorded", recordedCases},
	{"Ability", slices.Concat(abilityCases, adjoinedCases, auditCases)},
	{"Concurrency", concurrencyCases},
	{"Context", contextCases},
	{"Close", closeCases},
}
