package formats

import (
	"iter"

	"entente/kg"
)

// A Drawn is an entity or a relationship, of which the other is nil, with the values of
// [EntityAttributes] or [RelationshipAttributes]. An empty value is not there. The values
// are good until the next one.
type Drawn struct {
	Entity       *kg.Entity
	Relationship *kg.Relationship
	Values       []string
}

// Drawn yields the entities, then the relationships of x with plain values. Names and
// statuses are those at the time asked about, and now where none was.
//
// Claims are not read: how many there are of each record could be said only after
// everything had been read twice. Each source stays in memory as a line of text, since
// all that rests on it repeats it.
func (x *Export) Drawn() iter.Seq2[Drawn, error] {
	return func(yield func(Drawn, error) bool) {
		a := &attributes{
			x: x, window: x.View.StatusWindow(),
			sources: make(map[kg.ID]string), labels: make(map[kg.ID]string),
		}
		for record, err := range x.Records {
			if err != nil {
				yield(Drawn{}, err)
				return
			}
			var drawn Drawn
			switch r := record.(type) {
			case *kg.Source:
				a.sources[r.ID] = sourceText(r)
				continue
			case *kg.Entity:
				drawn = Drawn{Entity: r, Values: a.entity(r)}
			case *kg.Relationship:
				drawn = Drawn{Relationship: r, Values: a.relationship(r)}
			case *kg.Claim:
				return
			default:
				continue
			}
			if !yield(drawn, nil) {
				return
			}
		}
	}
}
