package transfer

import (
	"fmt"
	"slices"

	"entente/formats"
	"entente/kg"
)

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
	if err := im.addClaims(f); err != nil {
		return nil, err
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
