package kg_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"entente/kg"
)

// crowd returns a fixture with ten actors.
func crowd(t *testing.T) fixture {
	t.Helper()
	f := newFixture(t)
	for i := range 10 {
		f.entity(kg.ID(fmt.Sprintf("a%d", i)), kg.ClassActor, "../..")
	}
	return f
}

// reads are the ways to read ten records, and how many they return and look at.
var reads = []struct {
	name              string
	returned, visited int
	read              func(ctx context.Context, f fixture) error
}{
	{"by id", 10, 0, func(ctx context.Context, f fixture) error {
		var ids []kg.ID
		for i := range 10 {
			ids = append(ids, kg.ID(fmt.Sprintf("a%d", i)))
		}
		_, err := f.Records(ctx, f.View(), ids)
		return err
	}},
	{"a list", 10, 0, func(ctx context.Context, f fixture) error {
		_, err := kg.Find(ctx, f.Graph, f.View(), []kg.EntityList{{}})
		return err
	}},
	{"a list that leaves all out", 0, 10, func(ctx context.Context, f fixture) error {
		_, err := kg.Find(ctx, f.Graph, f.View(), []kg.EntityList{{Where: nobodyNamed("z")}})
		return err
	}},
	{"a count that has to look at all", 0, 10, func(ctx context.Context, f fixture) error {
		_, err := kg.Count(ctx, f.Graph, f.View(), []kg.EntityList{{Where: nobodyNamed("z")}})
		return err
	}},
	{"a count by the store", 0, 0, func(ctx context.Context, f fixture) error {
		_, err := kg.Count(ctx, f.Graph, f.View(), []kg.EntityList{{}})
		return err
	}},
}

// nobodyNamed is a filter that a store leaves to Keep.
func nobodyNamed(name string) *kg.EntityFilter {
	return &kg.EntityFilter{Or: []kg.EntityFilter{
		{ID: &kg.IDFilter{Eq: ptr(kg.ID(name))}}, {ID: &kg.IDFilter{Eq: ptr(kg.ID(name + name))}},
	}}
}

// TestABudgetSufficesToItsLimitAndNoFurther reads with just enough and with one less.
func TestABudgetSufficesToItsLimitAndNoFurther(t *testing.T) {
	f := crowd(t)
	for _, tt := range reads {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.read(kg.NewBudget(tt.returned, tt.visited).Attach(t.Context()), f); err != nil {
				t.Errorf("with a budget of %d and %d: got error %v, want none", tt.returned, tt.visited, err)
			}
			if tt.returned > 0 {
				isPast(t, tt.read(kg.NewBudget(tt.returned-1, 1000).Attach(t.Context()), f), "records returned")
			}
			if tt.visited > 0 {
				isPast(t, tt.read(kg.NewBudget(1000, tt.visited-1).Attach(t.Context()), f), "records looked at")
			}
		})
	}
}

// isPast checks that an error names the limit that it is about.
func isPast(t *testing.T, err error, what string) {
	t.Helper()
	var limit *kg.LimitError
	if !errors.As(err, &limit) || limit.What != what || limit.Value != limit.Limit+1 {
		t.Errorf("with one less: got error %v, want one about %s with its value", err, what)
	}
	if errors.Is(err, context.Canceled) {
		t.Errorf("with one less: got error %v, want none of a call that was stopped", err)
	}
}

func TestABudgetIsSpentByAllReadsTogether(t *testing.T) {
	f := crowd(t)
	ctx := kg.NewBudget(19, 0).Attach(t.Context())
	if _, err := kg.Find(ctx, f.Graph, f.View(), []kg.EntityList{{}}); err != nil {
		t.Fatalf("the first ten of 19: got error %v, want none", err)
	}
	if _, err := kg.Find(ctx, f.Graph, f.View(), []kg.EntityList{{}}); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("the second ten of 19: got error %v, want ErrLimit", err)
	}
	if _, err := kg.Find(t.Context(), f.Graph, f.View(), []kg.EntityList{{}}); err != nil {
		t.Errorf("without a budget: got error %v, want none", err)
	}
}
