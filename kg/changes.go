package kg

import "context"

// A ChangeFilter says which entries of the log are wanted.
type ChangeFilter struct {
	Class  *RecordClassFilter
	Action *ChangeActionFilter
	Record *IDFilter
	Writer *WriterFilter
}

// A RecordClassFilter compares the class of a record.
type RecordClassFilter struct {
	Eq *Class
	In []Class
}

// A ChangeActionFilter compares what was done to a record.
type ChangeActionFilter struct {
	Eq *ChangeAction
	In []ChangeAction
}

// A WriterFilter compares who wrote, by the exact name.
type WriterFilter struct {
	Eq *string
	In []string
}

// test returns the test of f; a nil f accepts all.
func (f *ChangeFilter) test() (func(Change) bool, error) {
	if f == nil {
		return func(Change) bool { return true }, nil
	}
	record, err := f.Record.test("record")
	if err != nil {
		return nil, under("where", err)
	}
	class := func(Class) bool { return true }
	if f.Class != nil {
		class = accept(f.Class.Eq, f.Class.In)
	}
	action := func(ChangeAction) bool { return true }
	if f.Action != nil {
		action = accept(f.Action.Eq, f.Action.In)
	}
	writer := func(string) bool { return true }
	if f.Writer != nil {
		writer = accept(f.Writer.Eq, f.Writer.In)
	}
	return func(c Change) bool {
		return class(c.Class) && action(c.Action) && record(c.Record) && writer(c.Writer)
	}, nil
}

// A ChangePage is a part of the log.
type ChangePage struct {
	Changes []Change
	// Last is the last entry that was looked at, whether or not it was wanted; nil
	// where there was none. More says that there may be further ones.
	Last *Change
	More bool
}

// Changes returns the wanted entries of the log after a sequence number, at most as
// many as the page has. It looks through [MaxRows] at the most. The reason of a version
// that v may not see is left out.
func (g *Graph) Changes(
	ctx context.Context, v View, where *ChangeFilter, after int64, p Page,
) (ChangePage, error) {
	page, err := g.changes(ctx, v, where, after, p)
	if err != nil {
		return page, err
	}
	page.Changes, err = withReasons(ctx, g.store, v, page.Changes)
	return page, err
}

// changes is [Graph.Changes] with all reasons.
func (g *Graph) changes(
	ctx context.Context, v View, where *ChangeFilter, after int64, p Page,
) (page ChangePage, err error) {
	wanted, err := where.test()
	if err != nil {
		return page, err
	}
	size, err := p.Size()
	if err != nil || size == 0 {
		return page, err
	}
	step := size + 1
	for looked := 0; looked < MaxRows; step = min(4*step, followPage*10) {
		changes, err := g.store.Changes(ctx, v, after, step)
		if err != nil {
			return page, err
		}
		for i, change := range changes {
			if !wanted(change) {
				page.Last = &changes[i]
				continue
			}
			if len(page.Changes) == size {
				page.More = true
				return page, nil
			}
			page.Changes, page.Last = append(page.Changes, change), &changes[i]
		}
		if page.More = len(changes) == step; !page.More {
			return page, nil
		}
		looked, after = looked+len(changes), changes[len(changes)-1].Sequence
	}
	return page, nil
}
