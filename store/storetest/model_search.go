package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/kg"
)

// Search answers each probe with the entities it finds; see [kg.Store].
func (m *Model) Search(
	ctx context.Context, v kg.View, probes []kg.NameProbe,
) ([][]kg.NameHit, error) {
	return read(ctx, m, v, probes, func(p kg.NameProbe) []kg.NameHit {
		var hits []kg.NameHit
		for _, hit := range m.hits(v, p) {
			if len(hits) == p.Limit || ctx.Err() != nil {
				break
			}
			if p.Keep == nil || p.Keep(hit) {
				hits = append(hits, hit)
			}
		}
		return hits
	})
}

// hits returns all that a probe finds before its Keep and Limit, in order.
func (m *Model) hits(v kg.View, p kg.NameProbe) []kg.NameHit {
	var hits []kg.NameHit
	for _, match := range m.matches(v, entitiesOf(p.EntityClasses)) {
		entity := match.Record.(*kg.Entity)
		if keys := asked(p, kg.NameKeys(entity)); len(keys) > 0 {
			hits = append(hits, kg.NameHit{Entity: entity, Key: keys[0]})
		}
	}
	slices.SortFunc(hits, func(a, b kg.NameHit) int {
		return cmp.Or(strings.Compare(a.Key.Folded, b.Key.Folded),
			cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return hits
}

func entitiesOf(classes []kg.EntityClass) kg.Query {
	return kg.Query{Class: kg.ClassEntity, EntityClasses: classes}
}

// asked returns the keys that a probe asks for, the first one first.
func asked(p kg.NameProbe, keys []kg.NameKey) []kg.NameKey {
	keys = slices.DeleteFunc(slices.Clone(keys), func(k kg.NameKey) bool {
		fits := k.Text == p.Text || p.Prefix && strings.HasPrefix(k.Text, p.Text)
		return k.Form != p.Form || !fits
	})
	slices.SortFunc(keys, func(a, b kg.NameKey) int {
		return cmp.Or(strings.Compare(a.Folded, b.Folded), strings.Compare(a.Text, b.Text),
			strings.Compare(a.Name, b.Name))
	})
	return keys
}
