package kg

import (
	"context"
	"errors"
)

// records looks at every current record, a page at a time.
func (a *audit) records(ctx context.Context) error {
	page := make([]Record, 0, auditPage)
	for record, err := range a.graph.store.All(ctx, everything) {
		if err != nil {
			return err
		}
		if page = append(page, record); len(page) < auditPage {
			continue
		}
		if err := a.page(ctx, page); err != nil {
			return err
		}
		page = page[:0]
	}
	return a.page(ctx, page)
}

// page looks at some records, and at the versions of each.
func (a *audit) page(ctx context.Context, page []Record) error {
	if len(page) == 0 {
		return nil
	}
	b := Batch{Writes: make([]Write, len(page))}
	ids := make([]ID, len(page))
	for i, record := range page {
		b.Writes[i], ids[i] = Write{Record: record}, record.Head().ID
	}
	d, err := a.graph.newDraft(ctx, b)
	if err != nil {
		return err
	}
	for _, i := range d.inOrder() {
		if err := a.record(d, i, page[i]); err != nil {
			return err
		}
	}
	versions, err := a.graph.store.Versions(ctx, everything, ids)
	if err != nil {
		return err
	}
	for i, record := range page {
		a.history(ids[i], versions[i], record.Head().Version)
	}
	a.done.Records += len(page)
	a.report.Progress("records", a.done.Records)
	return nil
}

// record looks at the record in a place of a draft. Of one that lacks what it refers to,
// no more can be said.
func (a *audit) record(d *draft, i int, stored Record) error {
	id, whole := stored.Head().ID, true
	for _, ref := range stored.References() {
		if err := d.refer(ref); err != nil {
			whole = false
			a.found(NewFinding(FindingDangling, id, "%v", err))
		}
	}
	if r, ok := stored.(*Relationship); ok && len(r.Sources) == 0 {
		whole = false
		a.found(NewFinding(FindingUnsourced, id, "a relationship needs at least one source"))
	}
	if !whole {
		return nil
	}
	var invalid *InvalidError
	err := d.complete(i)
	switch {
	case errors.As(err, &invalid) || errors.Is(err, ErrLimit):
		a.found(NewFinding(FindingRule, id, "%v", err))
	case err != nil:
		return err
	case d.batch.Writes[i].Record.Keys() != stored.Keys():
		a.found(NewFinding(FindingStale, id, "its time or who may see it is not what follows from"+
			" the records that it rests on"))
	}
	return nil
}

// history looks at the versions of a record, of which the last is current, or where
// there is no record has ended. Current is 0 where there is none.
func (a *audit) history(id ID, versions []Version, current int) {
	wrong := func(format string, values ...any) {
		a.found(NewFinding(FindingHistory, id, format, values...))
	}
	for i, v := range versions {
		n := v.Record.Head().Version
		if n != i+1 {
			wrong("version %d is missing from its history or from the log", i+1)
			return
		}
		if v.Change.Sequence == 0 {
			a.found(NewFinding(FindingLog, id, "the log does not tell of version %d", n))
		}
		if v.From >= v.To {
			wrong("version %d ended before it began", n)
		}
		if i > 0 && v.From < versions[i-1].To {
			wrong("version %d began before version %d ended", n, n-1)
		}
		if last := i == len(versions)-1; v.To == StillCurrent && (!last || current == 0) {
			wrong("version %d counts as current and is not", n)
		}
	}
	if n := len(versions); current != 0 && (n != current || versions[n-1].To != StillCurrent) {
		wrong("version %d, which is current, is missing from its history or from the log", current)
	}
}
