package transfer

import (
	"context"
	"errors"

	"entente/formats"
	"entente/kg"
)

// A fitting says what is to be written so that some items are in the graph.
type fitting struct {
	writes []kg.Write
	// place is where in writes a record is; by says which items name it.
	place map[kg.ID]int
	by    map[kg.ID][]int
	// current are the records that are there already.
	current map[kg.ID]kg.Record
	// changed are those of them that get a new version.
	changed map[kg.ID]bool
	// claims are what items say otherwise, until all of them are looked up.
	claims []itemClaim
	// told are ids of records of the kinds that later items refer to.
	told    []kg.ID
	report  Report
	remarks []*formats.Error
	// refused are the items that are not to be written, by their place.
	refused map[int]error
}

// fit writes items. What is refused is left out, or put off unless these are the last,
// and the others are tried again.
func (im *importer) fit(items []formats.Item, last bool) error {
	im.conflicts = 0
	for len(items) > 0 {
		f, err := im.decide(items)
		if err != nil {
			return err
		}
		if len(f.refused) == 0 && len(f.writes) > 0 {
			_, err = im.graph.Write(im.ctx, im.batch(f.writes))
			if err != nil {
				f.refused, err = im.examine(f, err)
			}
		}
		switch {
		case errors.Is(err, errAgain):
			continue
		case err != nil:
			return err
		case len(f.refused) == 0:
			im.count(f)
			return nil
		}
		if items, err = im.leaveOut(items, f.refused, last); err != nil {
			return err
		}
	}
	return nil
}

// batch returns a batch of the import.
func (im *importer) batch(writes []kg.Write) kg.Batch {
	return kg.Batch{
		ID: im.report.Batch, Writer: im.options.Writer, Reason: im.options.Reason, Writes: writes,
	}
}

// count adds what a fitting did to the report.
func (im *importer) count(f *fitting) {
	im.report.New += f.report.New
	im.report.Changed += len(f.changed)
	im.report.Unchanged += f.report.Unchanged
	im.report.Claims += f.report.Claims
	im.report.Kept += f.report.Kept
	im.done += f.report.New + len(f.changed) + f.report.Unchanged
	for _, id := range f.told {
		im.there.add(id)
	}
	for _, remark := range f.remarks {
		im.remark(remark)
	}
}

// endLoad ends the state in which the store takes much, if it is in it.
func (im *importer) endLoad() error {
	if im.loading == nil {
		return nil
	}
	err := im.loading(context.WithoutCancel(im.ctx))
	if err == nil {
		im.loading = nil
	}
	return err
}
