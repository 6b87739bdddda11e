package kg

import "maps"

// hiding returns a yield that leaves out of records what they name and the reader may
// not see: restricted sources, and entities among their properties. It looks them up for
// many records at once; flush yields the last of them.
func (x *export) hiding(yield func(Record, error) bool) (_ func(Record, error) bool, flush func() bool) {
	if x.view.Restricted {
		return yield, func() bool { return true }
	}
	var waiting []Record
	flush = func() bool {
		named := make(map[ID]bool)
		for _, r := range waiting {
			name(named, r)
		}
		hidden, err := x.graph.hiddenOf(x.ctx, x.view, named)
		maps.DeleteFunc(hidden, func(_ ID, is bool) bool { return !is })
		for i, r := range waiting {
			waiting[i] = without(r, hidden)
		}
		more := yieldAll(waiting, err, yield)
		waiting = waiting[:0]
		return more
	}
	return func(r Record, err error) bool {
		if err != nil {
			return flush() && yield(nil, err)
		}
		waiting = append(waiting, r)
		return len(waiting) < exportPage || flush()
	}, flush
}
