package kg

import "context"

// A dependant is a record that rests on one that has shifted.
type dependant struct {
	record  Record
	because ID
}

// restsOn lists the records that the derived parts of a record come from.
func restsOn(r Record) []ID {
	switch r := r.(type) {
	case *Relationship:
		return []ID{r.From, r.To}
	case *Claim:
		ids := []ID{r.About, r.Source}
		if r.AssertedBy != "" {
			ids = append(ids, r.AssertedBy)
		}
		if r.Value.Entity != "" {
			ids = append(ids, r.Value.Entity)
		}
		return ids
	default:
		return nil
	}
}

// resting gives, for each id, the records of the batch that rest on it.
func (d *draft) resting() map[ID][]Record {
	resting := make(map[ID][]Record)
	for _, w := range d.batch.Writes {
		if w.Retract {
			continue
		}
		for _, id := range restsOn(w.Record) {
			resting[id] = append(resting[id], w.Record)
		}
	}
	return resting
}

// dependants returns the records that rest on those of a wave, with one call of the
// store, and reads what they refer to, with another.
func (d *draft) dependants(ctx context.Context, wave []shift, resting map[ID][]Record) ([]dependant, error) {
	var found []dependant
	for _, s := range wave {
		id := s.record.Head().ID
		for _, r := range resting[id] {
			found = append(found, dependant{r, id})
		}
	}
	queries, causes := d.queries(wave)
	if len(queries) == 0 {
		return found, nil
	}
	answers, err := d.graph.store.Find(ctx, everything, queries)
	if err != nil {
		return nil, err
	}
	var needed []ID
	for i, answer := range answers {
		for _, f := range answer {
			found = append(found, dependant{f.Record, causes[i](f.Record)})
			for _, ref := range f.Record.References() {
				needed = append(needed, ref.ID)
			}
		}
	}
	return found, d.read(ctx, needed)
}

// queries asks for the stored records that rest on those of a wave. The cause of
// each answer names the one of the wave that a record rests on.
func (d *draft) queries(wave []shift) (queries []Query, causes []func(Record) ID) {
	ask := func(q Query, cause func(Record) ID) {
		queries, causes = append(queries, q), append(causes, cause)
	}
	named := make(map[ID]bool) // what a claim can name besides what it is about
	for _, s := range wave {
		id, class := s.record.Head().ID, s.record.Class()
		if d.stored[id] == nil {
			continue // nothing that is stored rests on it
		}
		this := func(Record) ID { return id }
		if class == ClassEntity {
			ask(Query{Class: ClassRelationship, Of: id}, this)
		}
		switch {
		case !s.access:
		case class == ClassEntity || class == ClassSource:
			named[id] = true
		default:
			ask(Query{Class: ClassClaim, About: id}, this)
		}
	}
	if len(named) > 0 {
		// No store has claims by claimant or value; access changes seldom.
		one := func(r Record) ID {
			for _, id := range restsOn(r) {
				if named[id] {
					return id
				}
			}
			return ""
		}
		ask(Query{Class: ClassClaim, Keep: func(f Found) bool { return one(f.Record) != "" }}, one)
	}
	return queries, causes
}
