package kg_test

import (
	"errors"
	"testing"

	"entente/kg"
)

func TestWarmingAsksAndChangesNothing(t *testing.T) {
	f := truces(t)
	before, err := f.Statistics(t.Context(), f.View())
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Warm(t.Context()); err != nil {
		t.Fatalf("Warm = %v, want no error", err)
	}
	after, err := f.Statistics(t.Context(), f.View())
	if err != nil || kg.Total(before.Relationships) != kg.Total(after.Relationships) {
		t.Errorf("relationships after Warm = %d, %v; want %d",
			kg.Total(after.Relationships), err, kg.Total(before.Relationships))
	}
}

func TestWarmingAStoreThatIsGoneSaysSo(t *testing.T) {
	f := truces(t)
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Warm(t.Context()); !errors.Is(err, kg.ErrUnavailable) {
		t.Errorf("Warm of a closed store = %v, want ErrUnavailable", err)
	}
}
