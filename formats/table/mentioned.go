package table

import (
	"cmp"

	"entente/formats"
	"entente/kg"
)

// anyText is the text that says which entity is meant.
func (e *entityRule) anyText() *text {
	if e.id != nil || len(e.names) == 0 {
		return e.id
	}
	return e.names[0].text
}

// mentioned puts the entity that a rule mentions into the item, and returns its id,
// which is empty where the row has none. It is of the first of the permitted classes
// unless the rule says another.
func (b *builder) mentioned(rule *entityRule, permitted []kg.EntityClass) (kg.ID, error) {
	if !rule.holds(b.row) {
		return "", nil
	}
	if rule.reference {
		if id := rule.id.of(b.row); id != "" {
			return formats.KeepID("entity", id), nil
		}
		return "", nil
	}
	var expected kg.EntityClass
	if len(permitted) > 0 {
		expected = permitted[0]
	}
	e, err := b.entity(rule, cmp.Or(expected, kg.ClassActor))
	if err != nil || e == nil {
		return "", err
	}
	if err := b.mention(e, rule.fields); err != nil {
		return "", err
	}
	return e.ID, b.claims(rule.claims, e)
}
