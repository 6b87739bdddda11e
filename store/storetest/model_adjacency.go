package storetest

import (
	"context"

	"entente/kg"
)

var _ kg.Adjoiner = (*Model)(nil)

// Adjacency makes a new one of all relationships of the present; see [kg.Adjoiner].
func (m *Model) Adjacency(ctx context.Context, ids []kg.ID) (*kg.Adjacency, []uint32, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if err := m.usable(ctx); err != nil {
		return nil, nil, err
	}
	numbers := make(map[kg.ID]uint32)
	for _, v := range m.versions {
		if _, ok := numbers[v.id]; !ok {
			numbers[v.id] = uint32(len(numbers)) + 1
		}
	}
	a, there := kg.NewAdjacency(), make(map[kg.ID]bool)
	for _, v := range m.versions {
		if v.To != kg.StillCurrent {
			continue
		}
		there[v.id] = true
		if r, ok := v.Record.(*kg.Relationship); ok {
			a.Put(kg.Tie{
				Number: numbers[v.id], From: numbers[r.From], To: numbers[r.To], ID: r.ID,
				Type: v.keys.Kind, Span: v.keys.Span, Restricted: v.keys.Restricted,
			})
		}
	}
	a.Sort()
	found := make([]uint32, len(ids))
	for i, id := range ids {
		if there[id] {
			found[i] = numbers[id]
		}
	}
	return a, found, nil
}
