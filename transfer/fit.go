package transfer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

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

// leaveOut refuses or puts off the items of some places and returns the others.
func (im *importer) leaveOut(
	items []formats.Item, refused map[int]error, last bool,
) ([]formats.Item, error) {
	var rest []formats.Item
	for i, item := range items {
		why, bad := refused[i]
		if !bad {
			rest = append(rest, item)
			continue
		}
		if !last {
			later, err := im.putOff(item)
			if err != nil {
				return nil, err
			}
			if later {
				continue
			}
		}
		if err := im.refuse(item, &formats.Error{At: item.At, Err: why}); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// errAgain says that a record was not as it was looked up, or was there already although
// nothing could be, had the file named each id once. Then all are looked up again.
var errAgain = errors.New("again")

// maxConflicts is how often one part is decided anew because others write too.
const maxConflicts = 10

// examine finds out which items a batch was refused for.
func (im *importer) examine(f *fitting, cause error) (map[int]error, error) {
	var invalid *kg.InvalidError
	var conflict *kg.ConflictError
	isConflict := errors.As(cause, &conflict)
	switch {
	case isConflict && im.fresh:
		im.fresh = false
		return nil, cmp.Or(im.endLoad(), errAgain)
	case isConflict && im.conflicts < maxConflicts:
		im.conflicts++
		return nil, errAgain // somebody else writes too: look again
	case isConflict:
		if places := f.by[conflict.Record]; len(places) > 0 {
			return blame(nil, places, cause), nil
		}
		return nil, cause
	case !errors.As(cause, &invalid) && !errors.Is(cause, kg.ErrLimit):
		return nil, cause
	}
	wrong, err := im.graph.Check(im.ctx, im.batch(f.writes))
	if err != nil {
		return nil, err
	}
	refused := map[int]error{}
	for id, why := range wrong {
		refused = blame(refused, f.by[id], why)
	}
	if len(refused) == 0 {
		return nil, cause
	}
	return refused, nil
}

// blame notes why the items of some places are refused.
func blame(refused map[int]error, places []int, why error) map[int]error {
	if refused == nil {
		refused = map[int]error{}
	}
	for _, place := range places {
		if refused[place] == nil {
			refused[place] = why
		}
	}
	return refused
}

// decide compares items with what is there.
func (im *importer) decide(items []formats.Item) (*fitting, error) {
	f := &fitting{
		place: map[kg.ID]int{}, by: map[kg.ID][]int{}, changed: map[kg.ID]bool{}, refused: map[int]error{},
	}
	var err error
	if f.current, err = im.lookUp(items); err != nil {
		return nil, err
	}
	for i, item := range items {
		for _, record := range item.Named {
			im.name(f, i, record)
		}
		for _, record := range item.Records {
			if err := im.put(f, i, item.At, record); err != nil {
				return nil, err
			}
		}
	}
	return f, im.dropSame(f)
}

// dropSame takes out of a fitting the records that are as they were in the end: two items
// may have changed one to and fro.
func (im *importer) dropSame(f *fitting) error {
	same := make(map[kg.ID]bool)
	for id := range f.changed {
		differences, err := kg.Differences(f.current[id], f.writes[f.place[id]].Record, im.reading.Now)
		if err != nil {
			return err
		}
		if len(differences) == 0 {
			same[id] = true
		}
	}
	if len(same) == 0 {
		return nil
	}
	f.writes = slices.DeleteFunc(f.writes, func(w kg.Write) bool { return same[w.Record.Head().ID] })
	for i, w := range f.writes {
		f.place[w.Record.Head().ID] = i
	}
	for id := range same {
		delete(f.place, id)
		delete(f.changed, id)
		f.report.Unchanged++
	}
	return nil
}

// restsOnFile reports whether a record names the files as its source.
func (im *importer) restsOnFile(record kg.Record) bool {
	c, ok := record.(*kg.Claim)
	return ok && c.Source == im.source.ID || slices.Contains(record.Head().Sources, im.source.ID)
}

// lookUp reads the records that items name, as far as they can be there.
func (im *importer) lookUp(items []formats.Item) (map[kg.ID]kg.Record, error) {
	wanted := map[kg.ID]bool{im.source.ID: true}
	for _, item := range items {
		for _, record := range item.Named {
			if id := record.Head().ID; !im.there.has(id) {
				wanted[id] = true
			}
		}
		for _, record := range item.Records {
			if !im.fresh || isNode(record) {
				wanted[record.Head().ID] = true
			}
		}
	}
	ids := make([]kg.ID, 0, len(wanted))
	for id := range wanted {
		if id.Validate() == nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	current := make(map[kg.ID]kg.Record, len(ids))
	records, err := im.graph.Current(im.ctx, ids)
	for _, record := range records {
		if record != nil {
			current[record.Head().ID] = record
		}
	}
	return current, err
}

// isNode reports whether others refer to records of this class from all over a file.
func isNode(r kg.Record) bool {
	return r.Class() != kg.ClassRelationship && r.Class() != kg.ClassClaim
}

// name makes sure that a record is there that an item mentions.
func (im *importer) name(f *fitting, item int, record kg.Record) {
	id := record.Head().ID
	f.by[id] = append(f.by[id], item)
	if _, written := f.place[id]; written || im.there.has(id) || f.current[id] != nil {
		f.told = append(f.told, id)
		return
	}
	im.create(f, item, record)
}

// create adds a record that is not there, and before it the source that the files are,
// where it rests on them.
func (im *importer) create(f *fitting, item int, record kg.Record) {
	id := record.Head().ID
	if im.restsOnFile(record) {
		im.name(f, item, im.source)
	}
	f.place[id] = len(f.writes)
	f.writes = append(f.writes, kg.Write{Record: record, Expect: kg.Absent})
	f.report.New++
	if isNode(record) {
		f.told = append(f.told, id)
	}
}

// change puts another record in the place of one that is there, or that the batch makes.
func (im *importer) change(f *fitting, item int, record kg.Record) {
	id := record.Head().ID
	if im.restsOnFile(record) {
		im.name(f, item, im.source)
	}
	if place, written := f.place[id]; written {
		f.writes[place].Record = record
		return
	}
	f.place[id] = len(f.writes)
	f.writes = append(f.writes, kg.Write{Record: record, Expect: f.current[id].Head().Version})
	f.changed[id] = true
}

// put makes sure that what an item says of a record is in the graph.
func (im *importer) put(f *fitting, item int, at formats.Position, record kg.Record) error {
	id := record.Head().ID
	f.by[id] = append(f.by[id], item)
	stored := f.current[id]
	if place, written := f.place[id]; written {
		stored = f.writes[place].Record
	}
	if stored == nil {
		im.create(f, item, record)
		return nil
	}
	if stored.Class() != record.Class() {
		f.refused = blame(f.refused, []int{item}, &kg.InvalidError{
			Field: "id", Value: string(id), Reason: fmt.Sprintf("a record of class %s has this id", stored.Class()),
		})
		return nil
	}
	differences, err := kg.Differences(stored, record, im.reading.Now)
	if err != nil {
		return err
	}
	if len(differences) == 0 {
		f.report.Unchanged++
		return nil
	}
	return im.differ(f, item, at, stored, record, differences)
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
