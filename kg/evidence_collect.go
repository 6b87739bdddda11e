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

// collect reads what a query says of which claims, and further queries with it, in one
// call of the store. Claims past [MaxCollected] are an ErrLimit.
func (g *Graph) collect(ctx context.Context, v View, claims []Query, further ...Query) (*docket, error) {
	d := &docket{claims: make(map[ID][]*Claim)}
	for i := range claims {
		claims[i].Class, claims[i].Keep = ClassClaim, d.take
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
		if len(claims) > 1 && differ(claims, vocabulary.constant(property)) {
			disputed = append(disputed, property)
		}
	}
	slices.Sort(disputed)
	return disputed
}

// differ reports whether claims on one property cannot all be true.
func differ(claims []*Claim, constant bool) bool {
	for _, part := range debatesOf(firstShown(claims), constant) {
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
