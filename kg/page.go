package kg

import "slices"

// DefaultPage is the size of a page when none is asked for.
const DefaultPage = 20

// A Page says which part of an ordered list is wanted. First counts forwards from
// After, or from the beginning; Last counts backwards from Before, or from the end.
type Page struct {
	First, Last   *int
	After, Before *Key
}

// Size returns how many records the page holds at most. Errors are those of lists.
func (p Page) Size() (int, error) {
	n, _, err := p.size()
	return n, err
}

// size returns how many records the page holds at most, and whether it counts
// backwards.
func (p Page) size() (n int, backward bool, err error) {
	field, n := "first", DefaultPage
	switch {
	case p.First != nil && p.Last != nil:
		return 0, false, &InvalidError{Field: "last", Reason: "first and last exclude one another"}
	case p.After != nil && p.Before != nil:
		return 0, false, &InvalidError{Field: "before", Reason: "after and before exclude one another"}
	case p.Last != nil && p.After != nil:
		return 0, false, &InvalidError{Field: "after", Reason: "after goes with first, before with last"}
	case p.Last == nil && p.Before != nil:
		return 0, false, &InvalidError{Field: "before", Reason: "before goes with last, after with first"}
	case p.Last != nil:
		field, n, backward = "last", *p.Last, true
	case p.First != nil:
		n = *p.First
	}
	if n < 0 {
		return 0, false, &InvalidError{Field: field, Reason: "must not be negative"}
	}
	if n > MaxPage {
		return 0, false, &LimitError{
			What: field, Value: n, Limit: MaxPage, Advice: "read further pages by after or before",
		}
	}
	return n, backward, nil
}

// apply makes q ask for the page, and for one record more, which tells whether
// there are further ones.
func (p Page) apply(q *Query) error {
	n, backward, err := p.size()
	if err != nil {
		return err
	}
	q.Limit, q.After = n+1, p.After
	if backward {
		q.Order.Descending, q.After = !q.Order.Descending, p.Before
	}
	return nil
}

// A Slice is a page of a list, in the order that was asked for.
type Slice struct {
	Found []Found
	// HasNext and HasPrevious tell whether the list goes on after and before the
	// slice. In the direction that the page came from, they tell it from its cursor.
	HasNext, HasPrevious bool
	// Order is the order of the list.
	Order Order
}

// slice makes a Slice of what a query that [Page.apply] prepared has found.
func (p Page) slice(found []Found, order Order) Slice {
	n, backward, _ := p.size()
	more := len(found) > n
	found = found[:min(n, len(found))]
	if !backward {
		return Slice{Found: found, HasNext: more, HasPrevious: p.After != nil, Order: order}
	}
	found = slices.Clone(found)
	slices.Reverse(found)
	return Slice{Found: found, HasNext: p.Before != nil, HasPrevious: more, Order: order}
}

// KeyOf returns the place of a found record in the slice's order.
func (s Slice) KeyOf(f Found) Key { return s.Order.keyOf(f) }
