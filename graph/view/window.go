package view

import "entente/kg"

// A window is a page of a list that is there as a whole.
type window[T any] struct {
	items []T
	key   func(T) kg.Key
	order kg.Order
	total int
	// hasNext and hasPrevious tell whether the list goes on after and before.
	hasNext, hasPrevious bool
}

// windowOf returns the page of a list that is in an order by the keys of its items.
func windowOf[T any](
	list []T, order kg.Order, key func(T) kg.Key, first *int, after *string,
) (window[T], error) {
	w := window[T]{key: key, order: order, total: len(list)}
	page, err := pageOf("", order, first, after, nil, nil)
	if err != nil {
		return w, err
	}
	size, err := page.Size()
	if err != nil {
		return w, err
	}
	for page.After != nil && len(list) > 0 && order.Compare(key(list[0]), *page.After) <= 0 {
		list, w.hasPrevious = list[1:], true
	}
	w.items, w.hasNext = list[:min(size, len(list))], len(list) > size
	return w, nil
}

// TotalCount answers the field of that name.
func (w window[T]) TotalCount() int { return w.total }

// PageInfo answers the field of that name.
func (w window[T]) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: w.hasNext, HasPreviousPage: w.hasPrevious}
	if n := len(w.items); n > 0 {
		info.StartCursor, info.EndCursor = new(w.cursor(w.items[0])), new(w.cursor(w.items[n-1]))
	}
	return info
}

func (w window[T]) cursor(item T) string { return encodeCursor(w.order, w.key(item)) }
