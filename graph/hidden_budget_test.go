package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"entente/graph"
)

// spent is what an answer tells of a budget. Which of the fields that are read at once meets
// it, and by how much, is chance; whether it suffices is not.
func spent(t *testing.T, a answer) string {
	t.Helper()
	var read struct {
		Data   json.RawMessage
		Errors []struct{ Message string }
	}
	if err := json.Unmarshal([]byte(told(a)), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Errors) == 0 {
		return string(read.Data)
	}
	return "not within the budget"
}

// TestABudgetTellsNothingOfWhatIsRestricted has ever more read for a request, and wants
// the same budget to suffice where there is something hidden as where there is not.
func TestABudgetTellsNothingOfWhatIsRestricted(t *testing.T) {
	for _, o := range openers {
		for _, late := range []bool{false, true} {
			p := newTwins(t, 1, late, o.open)
			for _, allowed := range []int{1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 70, 100} {
				t.Run(fmt.Sprintf("%s/%d/late=%v", o.name, allowed, late), func(t *testing.T) {
					limits := graph.DefaultLimits()
					limits.Returned, limits.Visited = allowed, 2*allowed
					options := graph.Options{Guard: guard, Limits: &limits}
					whole := newClient(t, p.wholeStore, options).reader()
					public := newClient(t, p.publicStore, options).reader()
					for _, r := range reads {
						query := filled(r.query, p.asked(p.hidden, "ACTOR"))
						got, want := spent(t, whole.send(query, nil)), spent(t, public.send(query, nil))
						if got != want {
							t.Errorf("%s\nwith what is restricted:    %s\nwithout it: %s",
								query, got[apart(got, want):], want[apart(got, want):])
						}
					}
				})
			}
		}
	}
}
