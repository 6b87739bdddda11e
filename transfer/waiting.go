package transfer

import (
	"slices"

	"entente/formats"
	"entente/kg"
)

// Waiting items refer to records that are not there yet and may be further on in the
// files. They are tried again together with these, so that two that refer to one another
// find themselves in one batch, and at the end.
type waiting struct {
	items   []formats.Item
	missing map[kg.ID]bool
}

// maxWaiting is how many items may wait. What comes after them is refused.
const maxWaiting = 50_000

// putOff has an item wait if what it refers to is not there. It reports whether it does.
func (im *importer) putOff(item formats.Item) (bool, error) {
	w := &im.waiting
	if len(w.items) >= maxWaiting {
		return false, nil
	}
	var ids []kg.ID
	for _, r := range slices.Concat(item.Named, item.Records) {
		for _, ref := range r.References() {
			if ref.ID.Validate() == nil {
				ids = append(ids, ref.ID)
			}
		}
	}
	records, err := im.graph.Current(im.ctx, ids)
	if err != nil {
		return false, err
	}
	waits := false
	for i, r := range records {
		if r == nil && !has(item, ids[i]) {
			if w.missing == nil {
				w.missing = make(map[kg.ID]bool)
			}
			w.missing[ids[i]], waits = true, true
		}
	}
	if waits {
		w.items = append(w.items, item)
	}
	return waits, nil
}

// withAwaited returns good items together with those that wait, if one of these is what
// they wait for, or if they are the last.
func (im *importer) withAwaited(good []formats.Item, last bool) []formats.Item {
	w := &im.waiting
	awaited := func(r kg.Record) bool { return w.missing[r.Head().ID] }
	come := last || slices.ContainsFunc(good, func(item formats.Item) bool {
		return slices.ContainsFunc(item.Records, awaited) || slices.ContainsFunc(item.Named, awaited)
	})
	if !come || len(w.items) == 0 {
		return good
	}
	good = append(w.items, good...)
	*w = waiting{}
	return good
}

// has reports whether an item makes the record of an id itself.
func has(item formats.Item, id kg.ID) bool {
	is := func(r kg.Record) bool { return r.Head().ID == id }
	return slices.ContainsFunc(item.Records, is) || slices.ContainsFunc(item.Named, is)
}
