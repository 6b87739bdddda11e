package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"entente/kg"
)

// A tied is a relationship as the entity at one of its ends has it.
type tied struct {
	Entity, Relationship, From, To kg.ID
	Type                           string
	Span                           kg.Span
	Restricted                     bool
}

// adjoined returns what a store keeps in memory of who is tied to whom, or what it should
// keep where it keeps none.
func adjoined(ctx context.Context, s kg.Store) ([]tied, error) {
	ids, list, err := ties(ctx, s)
	if err != nil {
		return nil, err
	}
	if adjoiner, ok := kg.Ability[kg.Adjoiner](s); ok {
		a, numbers, err := adjoiner.Adjacency(ctx, append(ids, "nobody"))
		if err != nil || a == nil {
			return list, err
		}
		if n := numbers[len(ids)]; n != 0 {
			return nil, fmt.Errorf("the number of nobody: got %d, want 0", n)
		}
		return listed(a, ids, numbers)
	}
	return list, nil
}

// byEnds sorts by entity and relationship.
func byEnds(list []tied) []tied {
	slices.SortFunc(list, func(a, b tied) int {
		return cmp.Or(cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Relationship, b.Relationship))
	})
	return list
}

// ties returns the entities of a store, and what each is tied by.
func ties(ctx context.Context, s kg.Store) (entities []kg.ID, list []tied, err error) {
	for record, err := range s.All(ctx, editor) {
		if err != nil {
			return nil, nil, err
		}
		switch r := record.(type) {
		case *kg.Entity:
			entities = append(entities, r.ID)
		case *kg.Relationship:
			k := r.Keys()
			one := tied{r.From, r.ID, r.From, r.To, k.Kind, k.Span, k.Restricted}
			list = append(list, one)
			if one.Entity = r.To; r.From != r.To {
				list = append(list, one)
			}
		}
	}
	return entities, list, nil
}

// listed returns what an adjacency has for entities, by their numbers.
func listed(a *kg.Adjacency, ids []kg.ID, numbers []uint32) (list []tied, err error) {
	named := make(map[uint32]kg.ID)
	for i, id := range ids {
		named[numbers[i]] = id
	}
	met := make(map[uint32]bool)
	for i, id := range ids {
		for _, t := range a.Of(numbers[i]) {
			met[t.Number] = true
			list = append(list, tied{id, t.ID, named[t.From], named[t.To], t.Type, t.Span, t.Restricted})
		}
	}
	if len(met) != a.Size() {
		return nil, fmt.Errorf("the size of the adjacency: got %d, want %d", a.Size(), len(met))
	}
	return list, nil
}

// adjoining compares what is kept in memory.
type adjoining struct{ still }

func (adjoining) do(ctx context.Context, s *side) (any, error) {
	if s.oracle {
		_, list, err := ties(ctx, s.Store)
		return byEnds(list), err
	}
	list, err := adjoined(ctx, s.Store)
	return byEnds(list), err
}
