package budget

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAFigureIsHeldToItsBudget compares figures at what is allowed and one past it.
func TestAFigureIsHeldToItsBudget(t *testing.T) {
	tests := []struct {
		name        string
		kind        string
		budget, got int64
		want        string
	}{
		{"as budgeted", StoreCalls, 3, 3, ""},
		{"one more", StoreCalls, 3, 4, "store-calls of x grew: budget 3, got 4, +1 (+33.3 %)"},
		{"one where none was", StoreCalls, 0, 1, "store-calls of x grew: budget 0, got 1, +1"},
		{
			"one less", StoreCalls, 3, 2,
			"store-calls of x shrank, so that its budget guards nothing: budget 3, got 2, -1 (-33.3 %)",
		},
		{"within the least slack", DBHits, 10, 12, ""},
		{"of one statement", DBHits + "/find_of", 10, 13, "db-hits/find_of of x grew: budget 10, got 13, +3 (+30.0 %)"},
		{"within the slack", Allocations, 1000, 1005, ""},
		{"past the slack", Allocations, 1000, 1006, "allocations of x grew: budget 1000, got 1006, +6 (+0.6 %)"},
		{"less, but not by much", Allocations, 1000, 975, ""},
		{
			"less by so much that it must be kept", Allocations, 1000, 974,
			"allocations of x shrank, so that its budget guards nothing: budget 1000, got 974, -26 (-2.6 %)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			budgets := Budgets{{"x", tt.kind, tt.budget}}
			got := budgets.Compare([]Figure{{"x", tt.kind, tt.got}}, []string{tt.kind})
			if text := strings.Join(got, "\n"); text != tt.want {
				t.Errorf("got %q, want %q", text, tt.want)
			}
		})
	}
}

func TestEveryFigureHasABudgetAndEveryBudgetAFigure(t *testing.T) {
	budgets := Budgets{{"x", StoreCalls, 3}, {"y", StoreCalls, 1}, {"y", DBHits + "/gone", 7}}
	measured := []Figure{{"x", StoreCalls, 3}, {"z", StoreCalls, 2}}
	want := []string{
		"store-calls of z: got 2, and it has no budget yet",
		"store-calls of y: it has a budget of 1, and nothing like it was measured",
	}
	if diff := cmp.Diff(want, budgets.Compare(measured, []string{StoreCalls})); diff != "" {
		t.Errorf("of store calls alone (-want +got):\n%s", diff)
	}
}

// TestBudgetsAreReadAsWritten accepts figures of one kind and keeps the rest.
func TestBudgetsAreReadAsWritten(t *testing.T) {
	before := Budgets{{"x", StoreCalls, 3}, {"x", DBHits, 8}, {"y", DBHits, 9}, {"y", ResponseBytes, 1}}
	accepted := before.Replace([]Figure{{"z", DBHits, 5}, {"x", DBHits, 4}}, []string{DBHits})
	want := Budgets{{"x", StoreCalls, 3}, {"x", DBHits, 4}, {"y", ResponseBytes, 1}, {"z", DBHits, 5}}
	var text strings.Builder
	if err := accepted.Write(&text, "a\nb\n"); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text.String(), "# a\n# b\n\nx ") {
		t.Errorf("got %q, want the remarks first", text.String())
	}
	got, err := Read(strings.NewReader(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestALineThatIsNoBudgetIsRefused(t *testing.T) {
	for _, line := range []string{"x", "x store-calls", "x store-calls many", "x store-calls 3 4"} {
		_, err := Read(strings.NewReader("# head\n\n" + line))
		if err == nil || !strings.Contains(err.Error(), "line 3") {
			t.Errorf("%q: got error %v, want one that names line 3", line, err)
		}
	}
}
