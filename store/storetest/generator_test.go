package storetest

import (
	"errors"
	"testing"

	"entente/kg"
)

// TestGeneratorReachesAll checks that random operations are neither all refused
// nor all answered with nothing.
func TestGeneratorReachesAll(t *testing.T) {
	reached := map[string]int{}
	model := &side{Store: NewModel((&clock{now: morning}).Now)}
	g := newGenerator(1, model.Store.(*Model))
	for range 3000 {
		op := g.operation()
		answer, err := op.do(t.Context(), model)
		switch op := op.(type) {
		case exporting:
			reached["exports"]++
			reached["exported"] += len(answer.([]kg.Record))
		case applying:
			reached[outcome(err)]++
		case finding:
			for _, page := range answer.([]any)[0].([][]kg.Found) {
				reached["find"]++
				reached["find some"] += min(1, len(page))
			}
		case searching:
			for _, hits := range answer.([]any)[0].([][]kg.NameHit) {
				reached["search"]++
				reached["search some"] += min(1, len(hits))
			}
		case walking:
			reached["walk"] += min(1, len(answer.([][]kg.Found))-1)
		case asking:
			reached["restricted"] += min(1, len(op.IDs))
		}
	}
	t.Log(reached)
	for what, want := range map[string]int{
		"receipt": 500, "stale": 30, "conflict": 100, "refused": 3, "find some": reached["find"] / 4,
		"search some": reached["search"] / 4, "walk": 30,
	} {
		if reached[what] < want {
			t.Errorf("%s: got %d, want at least %d of 3000 operations", what, reached[what], want)
		}
	}
}

func outcome(err error) string {
	var conflict *kg.ConflictError
	switch {
	case err == nil:
		return "receipt"
	case errors.As(err, &conflict) && conflict.Stale:
		return "stale"
	case errors.Is(err, kg.ErrConflict):
		return "conflict"
	default:
		return "refused"
	}
}
