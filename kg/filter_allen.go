package kg

import (
	"fmt"
	"slices"
)

// An AllenFilter asks how the time of a record stands to another time.
type AllenFilter struct {
	// To is the other time.
	To Span
	// Relations are those that the record may stand in to it.
	Relations []AllenRelation
	// Certainty is CERTAIN where every reading of the bounds has to stand in one of
	// them, be it not always the same; otherwise one reading is enough.
	Certainty Certainty
}

// admit reports whether s stands as asked.
func (f AllenFilter) admit(s Span) bool {
	if f.Certainty != Certain {
		return slices.ContainsFunc(f.Relations, func(r AllenRelation) bool { return r.possible(s, f.To) })
	}
	return !slices.ContainsFunc(Allen(s, f.To), func(r AllenRelation) bool {
		return !slices.Contains(f.Relations, r)
	})
}

// bounds returns ranges that the instants of all that f admits lie in.
func (f AllenFilter) bounds() Bounds {
	certainty := f.Certainty
	if len(f.Relations) > 1 {
		certainty = Possible // each reading may stand in another of them
	}
	var hull *Bounds
	for _, r := range f.Relations {
		hull = hull.join(r.bounds(f.To, certainty))
	}
	if hull == nil {
		return nowhere
	}
	return *hull
}

// validate refuses what is not a relation.
func (f AllenFilter) validate() error {
	for i, r := range f.Relations {
		if err := oneOf(fmt.Sprintf("allen[%d]", i), r, AllenRelations...); err != nil {
			return err
		}
	}
	return listed("allen", f.Relations)
}

// AllenShared are the nine relations of two times that share a moment. They are not
// to be changed.
var AllenShared = []AllenRelation{
	AllenOverlaps, AllenStarts, AllenDuring, AllenFinishes, AllenEquals,
	AllenOverlappedBy, AllenStartedBy, AllenContains, AllenFinishedBy,
}
