package kg

import (
	"errors"
	"maps"
	"slices"
)

// part yields what the filter admits and what that rests on.
func (x *export) part(yield func(Record, error) bool) {
	all, err := x.collected()
	yield, flush := x.hiding(yield)
	if err != nil {
		yield(nil, err)
		return
	}
	terms, err := x.graph.from(x.view).Find(x.ctx, x.view, []Query{{Class: ClassTerm}})
	if err != nil {
		yield(nil, err)
		return
	}
	for _, found := range terms[0] {
		if !yield(found.Record, nil) {
			return
		}
	}
	if !x.byID(all.sources, yield) || !x.byID(all.entities, yield) {
		return
	}
	goOn := true
	err = x.eachPage(func(page []Found) error {
		for _, found := range page {
			if goOn = goOn && yield(found.Record, nil); !goOn {
				return errStop
			}
		}
		return nil
	})
	switch {
	case !goOn:
	case err != nil:
		yield(nil, err)
	case x.byID(all.claims, yield):
		flush()
	}
}

// errStop ends the reading of pages.
var errStop = errors.New("stop")

// collect finds out which entities, sources and claims belong to the part.
func (x *export) collect() (belongings, error) {
	entities, sources, claims := map[ID]bool{}, map[ID]bool{}, map[ID]bool{}
	note := func(r Record) {
		for _, ref := range r.References() {
			switch ref.Class {
			case ClassEntity:
				entities[ref.ID] = true
			case ClassSource:
				sources[ref.ID] = true
			}
		}
	}
	ends := make(map[ID]bool)
	err := x.eachPage(func(page []Found) error {
		ids := make([]ID, len(page))
		for i, found := range page {
			ids[i] = found.Record.Head().ID
			ends[found.From.ID], ends[found.To.ID] = true, true
			note(found.Record)
		}
		return x.claimsAbout(ids, claims, note)
	})
	if err == nil {
		err = x.claimsAbout(slices.Sorted(maps.Keys(ends)), claims, note)
	}
	done := make(map[ID]bool)
	for fresh := []ID{""}; err == nil && len(fresh) > 0; {
		fresh = fresh[:0]
		for _, among := range []map[ID]bool{entities, sources} {
			for id := range among {
				if !done[id] {
					done[id] = true
					fresh = append(fresh, id)
				}
			}
		}
		err = x.restOn(fresh, note)
	}
	return belongings{entities, sources, claims}, err
}

// restOn notes what records of some ids rest on.
func (x *export) restOn(ids []ID, note func(Record)) error {
	slices.Sort(ids)
	for some := range slices.Chunk(ids, exportPage) {
		records, err := x.graph.from(x.view).Records(x.ctx, x.view, some)
		if err != nil {
			return err
		}
		for _, r := range records {
			if r != nil {
				note(r)
			}
		}
	}
	return nil
}

// claimsAbout adds the claims about some records, and those about these claims.
func (x *export) claimsAbout(about []ID, claims map[ID]bool, note func(Record)) error {
	for len(about) > 0 {
		var next []ID
		for some := range slices.Chunk(about, MaxIDs) {
			queries := make([]Query, len(some))
			for i, id := range some {
				queries[i] = Query{Class: ClassClaim, About: id}
			}
			answers, err := x.graph.from(x.view).Find(x.ctx, x.view, queries)
			if err != nil {
				return err
			}
			for _, answer := range answers {
				for _, found := range answer {
					id := found.Record.Head().ID
					if !claims[id] {
						claims[id] = true
						next = append(next, id)
						note(found.Record)
					}
				}
			}
		}
		about = next
	}
	return nil
}

// eachPage goes through the relationships of the part in the order of ids.
func (x *export) eachPage(do func([]Found) error) error {
	p := x.ties
	p.Limit = exportPage
	for {
		found, err := x.graph.findAll(x.ctx, x.view, []plan{p})
		if err != nil {
			return err
		}
		if err := do(found[0]); err != nil || len(found[0]) < exportPage {
			return err
		}
		p.After = &Key{ID: found[0][len(found[0])-1].Record.Head().ID}
	}
}

// byID yields the records of a set of ids and reports whether more is wanted.
func (x *export) byID(ids map[ID]bool, yield func(Record, error) bool) bool {
	for some := range slices.Chunk(slices.Sorted(maps.Keys(ids)), exportPage) {
		records, err := x.graph.from(x.view).Records(x.ctx, x.view, some)
		records = slices.DeleteFunc(records, func(r Record) bool { return r == nil })
		if !yieldAll(records, err, yield) {
			return false
		}
	}
	return true
}
