package storetest_test

import (
	"testing"
	"time"

	"entente/kg"
	"entente/store/storetest"
)

func open(_ *testing.T, clock func() time.Time) kg.Store { return storetest.NewModel(clock) }

func TestModel(t *testing.T) { storetest.Run(t, open) }

func BenchmarkModel(b *testing.B) {
	storetest.Bench(b, func(_ *testing.B, clock func() time.Time) kg.Store {
		return storetest.NewModel(clock)
	})
}
