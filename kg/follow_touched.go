package kg

import (
	"maps"
	"slices"
)

// touched returns a filter that finds the relationships which writes may have
// changed, or changed for the filter that is followed, and those of them that are
// known; or false where there are none.
func (w *watch) touched(
	writes []Change,
) (where *RelationshipFilter, within map[ID]tracked, some bool) {
	elsewhere := w.where.looksElsewhere()
	ids := map[ID]bool{}
	within = make(map[ID]tracked)
	for _, c := range writes {
		if c.Class == ClassEntity || elsewhere {
			return w.where, maps.Clone(w.statuses), true
		}
		if c.Class != ClassRelationship {
			continue
		}
		ids[c.Record] = true
		if known, ok := w.statuses[c.Record]; ok {
			within[c.Record] = known
		}
	}
	if len(ids) > MaxItems {
		return w.where, maps.Clone(w.statuses), true
	}
	only := RelationshipFilter{ID: &IDFilter{In: slices.Sorted(maps.Keys(ids))}}
	if w.where != nil {
		only.And = []RelationshipFilter{*w.where}
	}
	return &only, within, len(ids) > 0
}

// looksElsewhere reports whether f asks, anywhere, for something that a write to
// another record than a relationship and its ends may change.
func (f *RelationshipFilter) looksElsewhere() bool {
	return f != nil && (f.Evidence != nil || f.Validity.looksElsewhere() ||
		f.From.looksElsewhere() || f.To.looksElsewhere() || f.Other.looksElsewhere() ||
		f.Not.looksElsewhere() || anyElsewhere(f.And) || anyElsewhere(f.Or))
}

// looksElsewhere reports whether f asks, anywhere, for something that a write to
// another record than the entity may change.
func (f *EntityFilter) looksElsewhere() bool {
	return f != nil && (f.Has != nil || f.HasNot != nil || f.Evidence != nil ||
		f.Validity.looksElsewhere() || f.Not.looksElsewhere() ||
		anyElsewhere(f.And) || anyElsewhere(f.Or))
}

// looksElsewhere reports whether f compares with the end of another record.
func (f *ValidityFilter) looksElsewhere() bool {
	return f != nil && (f.Started.looksElsewhere() || f.Ended.looksElsewhere())
}

func (f *BoundTimeFilter) looksElsewhere() bool { return f != nil && f.AfterEndOf != nil }

// anyElsewhere reports whether one of the parts of a filter looks elsewhere.
func anyElsewhere[F any, P interface {
	*F
	looksElsewhere() bool
}](parts []F) bool {
	for i := range parts {
		if P(&parts[i]).looksElsewhere() {
			return true
		}
	}
	return false
}
