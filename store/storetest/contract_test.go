package storetest

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/kg"
)

// faultVariable names the fault of the store that a child process tests.
const faultVariable = "STORETEST_FAULT"

// opener returns how to open stores with a fault.
func opener(f fault) Opener {
	return func(_ *testing.T, clock func() time.Time) kg.Store {
		broken := f.faulty
		broken.Model = NewModel(clock)
		return &broken
	}
}

// TestFaultyStore is run by TestCasesNoticeFaults, in a process of its own, and
// fails there.
func TestFaultyStore(t *testing.T) {
	for _, f := range faults {
		if f.name == os.Getenv(faultVariable) {
			Run(t, opener(f), Operations(0))
		}
	}
}

func TestCasesNoticeFaults(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			only := "-test.run=^TestFaultyStore$/^" + f.group + "$"
			child := exec.CommandContext(t.Context(), os.Args[0], only)
			child.Env = append(os.Environ(), faultVariable+"="+f.name)
			output, err := child.CombinedOutput()
			if err == nil || !strings.Contains(string(output), "--- FAIL: TestFaultyStore/"+f.group) {
				t.Errorf("cases %s: got %v, want them to fail for a store that %s; they said\n%s",
					f.group, err, f.name, output)
			}
		})
	}
}

func TestRandomNoticesFaults(t *testing.T) {
	for _, f := range faults {
		if f.blind {
			continue
		}
		t.Run(f.name, func(t *testing.T) {
			p := newPair(newHarness(t, opener(f)))
			done, difference := explore(t.Context(), p, settings{operations: 3000, seed: 1})
			if difference == "" {
				t.Errorf("explore: got no difference, want one for a store that %s", f.name)
			}
			t.Log("noticed at operation", len(done))
		})
	}
}

func TestShrinkFindsFewOperations(t *testing.T) {
	for _, name := range []string{"retracts what others refer to", "forgets the ends"} {
		f := faults[slices.IndexFunc(faults, func(f fault) bool { return f.name == name })]
		opened := func() *pair { return newPair(newHarness(t, opener(f))) }
		done, _ := explore(t.Context(), opened(), settings{operations: 3000, seed: 1})
		fewest, last := shrink(t.Context(), opened, done)
		if last == "" || len(fewest) > 6 {
			t.Errorf("shrink: got %d of %d operations ending in %q, want few for a store that %s:\n%s",
				len(fewest), len(done), last, name, listing(fewest))
		}
	}
}
