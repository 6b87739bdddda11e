package kg

import (
	"context"
	"slices"
)

// MaxCollected is how many claims a question that looks at all claims, or at those
// on one property, may have to hold at once.
const MaxCollected = 100_000

// A docket is what is said of many records, without the words in which it is said.
type docket struct {
	// claims are by the record that they are about, in no order.
	claims map[ID][]*Claim
	count  int
	// zones are those of records that have one, in which the dates of claims are read.
	zones map[ID]Zone
	// there are the entities and relationships that were asked for by id, current the
	// entities that ids lead to which are no more, as far as those were read.
	there   map[ID]bool
	current map[ID]ID
}

// take notes a claim that was found, and keeps nothing else of it.
func (d *docket) take(f Found) bool {
	c := f.Record.(*Claim)
	if d.count++; d.count <= MaxCollected {
		d.claims[c.About] = append(d.claims[c.About], &Claim{
			Header: Header{ID: c.ID}, About: c.About, Property: c.Property, Value: c.Value, Stance: c.Stance,
			AssertedBy: c.AssertedBy, Source: c.Source, SaidAt: c.SaidAt, HoldsAt: c.HoldsAt, Rank: c.Rank,
		})
	}
	return false
}

// takeZone notes the zone of a record that was found and the ids that lead to it, and
// keeps nothing else of it.
func (d *docket) takeZone(f Found) bool {
	id := f.Record.Head().ID
	if zone := ZoneOf(f.Record); zone != "" {
		d.zones[id] = zone
	}
	if d.there != nil {
		d.there[id] = true
	}
	if e, ok := f.Record.(*Entity); ok {
		for _, former := range e.FormerIDs {
			d.current[former] = id
		}
	}
	return false
}

// collect reads what queries say of which claims, with the zones of what these may be
// about, and further queries with it, in one call of the store. Claims past [MaxCollected] are an ErrLimit.
func (g *Graph) collect(ctx context.Context, v View, claims []Query, further ...Query) (*docket, error) {
	d := &docket{
		claims: make(map[ID][]*Claim), zones: make(map[ID]Zone), current: make(map[ID]ID),
	}
	var about []ID
	for i := range claims {
		claims[i].Class, claims[i].Keep = ClassClaim, d.take
		if claims[i].About != "" {
			about = append(about, claims[i].About)
		}
	}
	if about != nil {
		d.there = make(map[ID]bool)
	}
	for _, class := range []Class{ClassEntity, ClassRelationship} {
		further = append(further, Query{Class: class, IDs: about, Keep: d.takeZone})
	}
	if _, err := g.from(v).Find(ctx, v, append(claims, further...)); err != nil {
		return nil, err
	}
	if d.count > MaxCollected {
		return nil, &LimitError{What: "claims to compare", Value: d.count, Limit: MaxCollected}
	}
	return d, nil
}

// disputed reports whether any claims about a record, on one of its properties,
// cannot all be true.
func (d *docket) disputed(about ID, vocabulary *Vocabulary) bool {
	return len(d.disputedProperties(about, vocabulary)) > 0
}

// disputedProperties lists the properties of a record that are in dispute, in order.
func (d *docket) disputedProperties(about ID, vocabulary *Vocabulary) []string {
	byProperty := make(map[string][]*Claim)
	for _, c := range d.claims[about] {
		byProperty[c.Property] = append(byProperty[c.Property], c)
	}
	var disputed []string
	for property, claims := range byProperty {
		if len(claims) > 1 && differ(claims, vocabulary.constant(property), d.zones[about]) {
			disputed = append(disputed, property)
		}
	}
	slices.Sort(disputed)
	return disputed
}

// differ reports whether claims on one property cannot all be true.
func differ(claims []*Claim, constant bool, zone Zone) bool {
	for _, part := range debatesOf(firstShown(claims), constant, zone) {
		if part.disputed() {
			return true
		}
	}
	return false
}

// firstShown returns the first [MaxDebated] claims in the order in which they are
// shown. Fewer are returned as they are.
func firstShown(claims []*Claim) []*Claim {
	if len(claims) <= MaxDebated {
		return claims
	}
	order, keys := Order{Field: OrderRank}, make(map[*Claim]Key, len(claims))
	for _, c := range claims {
		keys[c] = order.KeyOf(c.ID, c.Keys())
	}
	sorted := slices.SortedFunc(slices.Values(claims), func(a, b *Claim) int {
		return order.Compare(keys[a], keys[b])
	})
	return sorted[:MaxDebated]
}
