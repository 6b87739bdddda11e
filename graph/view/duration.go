package view

import (
	"context"

	"entente/kg"
)

// A DurationRange is a value of that type.
type DurationRange struct {
	MinDays, MaxDays *float64
	Open             bool
	Min, Max         *string
}

func durationOf(l kg.Length) DurationRange {
	return DurationRange{days(l.Least), days(l.Most), l.Open, iso(l.Least), iso(l.Most)}
}

// days returns nil where a duration has no limit.
func days(d kg.Duration) *float64 {
	if d == kg.Endless {
		return nil
	}
	return new(d.Days())
}

// iso returns nil where a duration has no limit.
func iso(d kg.Duration) *string {
	if d == kg.Endless {
		return nil
	}
	return new(d.String())
}

// A TypeDuration is a value of that type.
type TypeDuration struct {
	named
	length kg.TypeLength
}

// Count answers the field of that name.
func (t TypeDuration) Count() int { return t.length.Count }

// Open answers the field of that name.
func (t TypeDuration) Open() int { return t.length.Open }

// Shortest answers the field of that name.
func (t TypeDuration) Shortest() *DurationRange { return closed(t.length.Shortest) }

// Longest answers the field of that name.
func (t TypeDuration) Longest() *DurationRange { return closed(t.length.Longest) }

// Median answers the field of that name.
func (t TypeDuration) Median() *DurationRange { return closed(t.length.Median) }

// closed returns nil where all relationships of a type are open.
func closed(l *kg.Length) *DurationRange {
	if l == nil {
		return nil
	}
	return new(durationOf(*l))
}

// DurationsOf answers the root field durations.
func DurationsOf(ctx context.Context, asOf *AsOf, a TimeArguments) ([]TypeDuration, error) {
	r, err := ReaderOf(ctx, asOf)
	if err != nil {
		return nil, err
	}
	lengths, err := r.Graph.Lengths(ctx, r.View, a.query().Scope)
	types := make([]TypeDuration, len(lengths))
	for i, l := range lengths {
		types[i] = TypeDuration{named{r.Graph, l.Type}, l}
	}
	return types, err
}
