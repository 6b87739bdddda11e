package neo4j

import (
	"cmp"
	"fmt"
	"slices"

	"entente/kg"
)

// A draft is a batch with all that can be said of it without the database.
type draft struct {
	kg.Batch
	bodies []string
	// ids are all records that the batch writes, was derived from or refers to.
	ids []string
}

// newDraft prepares a batch. It refuses two writes to one id.
func newDraft(b kg.Batch) (*draft, error) {
	d := &draft{Batch: b, bodies: make([]string, len(b.Writes))}
	written := make(map[kg.ID]bool, len(b.Writes))
	wanted := make(map[kg.ID]bool, 2*len(b.Writes))
	for i, w := range b.Writes {
		id := w.Record.Head().ID
		if written[id] {
			return nil, &kg.InvalidError{
				Field: "id", Value: string(id), Reason: "written twice in one batch",
			}
		}
		written[id], wanted[id] = true, true
		if w.Retract {
			continue
		}
		body, err := kg.EncodeBody(w.Record)
		if err != nil {
			return nil, err
		}
		d.bodies[i] = string(body)
		for _, ref := range w.Record.References() {
			wanted[ref.ID] = true
		}
	}
	for _, u := range b.Unchanged {
		wanted[u.ID] = true
	}
	for id := range wanted {
		d.ids = append(d.ids, string(id))
	}
	slices.Sort(d.ids)
	return d, nil
}

// A state is what the database holds of a record: its class, which is empty where
// there is none, its version, whether it is restricted, a relationship's ends, and of
// a retracted record the last version.
type state struct {
	class         kg.Class
	version, last int
	restricted    bool
	from, to      string
}

// check reports the first thing that speaks against a batch.
func (d *draft) check(states map[kg.ID]state) error {
	for _, w := range d.Writes {
		id := w.Record.Head().ID
		if err := kg.CheckExpected(id, w.Expect, states[id].version); err != nil {
			return err
		}
		if w.Retract && states[id].version == 0 {
			return &kg.ConflictError{
				Record: id, Reason: "there is no record to retract", Stale: true,
			}
		}
	}
	for _, u := range d.Unchanged {
		if err := kg.CheckExpected(u.ID, u.Version, states[u.ID].version); err != nil {
			return err
		}
	}
	return d.checkReferences(states)
}

// checkReferences reports the first reference of a written record that leads
// nowhere, or to a record of another class, once all writes are made.
func (d *draft) checkReferences(states map[kg.ID]state) error {
	after := make(map[kg.ID]kg.Class, len(d.Writes))
	for _, w := range d.Writes {
		after[w.Record.Head().ID] = ""
		if !w.Retract {
			after[w.Record.Head().ID] = w.Record.Class()
		}
	}
	for _, w := range d.Writes {
		if w.Retract {
			continue
		}
		for _, ref := range w.Record.References() {
			class, written := after[ref.ID]
			if !written {
				class = states[ref.ID].class
			}
			if err := checkReference(w.Record, ref, class); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkReference refuses a reference to a record of the class, which is empty
// where there is no record.
func checkReference(r kg.Record, ref kg.Reference, class kg.Class) error {
	if class == ref.Class && class != "" || ref.Class == "" && class != "" && class != kg.ClassTerm {
		return nil
	}
	wanted := cmp.Or(nouns[ref.Class], "record")
	reason := fmt.Sprintf("%s: there is no %s %q", ref.Field, wanted, ref.ID)
	if class != "" {
		reason = fmt.Sprintf("%s: %q is a %s, not a %s", ref.Field, ref.ID, nouns[class], wanted)
	}
	return &kg.ConflictError{
		Record: r.Head().ID, Reason: nouns[r.Class()] + ": " + reason,
	}
}

// nouns are what people call the classes.
var nouns = map[kg.Class]string{
	kg.ClassEntity:       "entity",
	kg.ClassRelationship: "relationship",
	kg.ClassClaim:        "claim",
	kg.ClassSource:       "source",
	kg.ClassTerm:         "term",
}
