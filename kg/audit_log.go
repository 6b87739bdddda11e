package kg

import "context"

// log goes through the log and compares it with the versions that it tells of.
func (a *audit) log(ctx context.Context) error {
	var last Change
	for {
		page, err := a.graph.store.Changes(ctx, everything, last.Sequence, auditPage)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return a.end(ctx, last)
		}
		if err := a.told(ctx, page); err != nil {
			return err
		}
		for _, c := range page {
			a.after(last, c)
			last = c
		}
		a.done.Changes += len(page)
		a.report.Progress("changes", a.done.Changes)
	}
}

// after reports a change that is not recorded after the one before it. Those of one batch
// are recorded together.
func (a *audit) after(before, c Change) {
	together := c.RecordedAt == before.RecordedAt && c.Batch == before.Batch
	if c.RecordedAt > before.RecordedAt || together {
		return
	}
	a.found(NewFinding(FindingLog, c.Record, "change %d was recorded at %s, and change %d before it at %s",
		c.Sequence, c.RecordedAt, before.Sequence, before.RecordedAt))
}

// end compares the last change with what the store takes for the end of the log.
func (a *audit) end(ctx context.Context, last Change) error {
	end, err := a.graph.store.Last(ctx, everything)
	if err != nil {
		return err
	}
	if found := (LogEnd{last.Sequence, last.RecordedAt}); end != found {
		a.found(NewFinding(FindingLog, "", "the log ends with change %d at %s, and the store says %d at %s",
			found.Sequence, found.RecordedAt, end.Sequence, end.RecordedAt))
	}
	return nil
}

// told looks for the versions that some changes tell of.
func (a *audit) told(ctx context.Context, page []Change) error {
	ids := make([]ID, len(page))
	for i, c := range page {
		ids[i] = c.Record
	}
	ids = inOrder(ids)
	found, err := a.graph.store.Versions(ctx, everything, ids)
	if err != nil {
		return err
	}
	versions := make(map[ID][]Version, len(ids))
	for i, id := range ids {
		versions[id] = found[i]
	}
	for _, c := range page {
		a.change(c, versions[c.Record])
	}
	return nil
}

// change compares a change with the versions of its record. The last retraction of a
// record that is gone stands for the record: nothing else leads to its history.
func (a *audit) change(c Change, versions []Version) {
	v, there := madeBy(c, versions)
	switch {
	case !there:
		a.found(NewFinding(FindingLog, c.Record, "change %d tells of version %d, which is not there",
			c.Sequence, c.Version))
	case c.Action == ActionRetracted && v.To != c.RecordedAt:
		a.found(NewFinding(FindingLog, c.Record, "change %d ended version %d at %s, and its history says %s",
			c.Sequence, c.Version, c.RecordedAt, v.To))
	case c.Action != ActionRetracted && (v.From != c.RecordedAt || v.Record.Class() != c.Class):
		a.found(NewFinding(FindingLog, c.Record, "change %d made version %d at %s, and its history says %s",
			c.Sequence, c.Version, c.RecordedAt, v.From))
	}
	if c.Action == ActionRetracted && there && c.Version == len(versions) {
		a.history(c.Record, versions, 0)
	}
}
