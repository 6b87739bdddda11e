package storetest

import (
	"fmt"
	"slices"

	"entente/kg"
)

// broken lists the references that would lead nowhere once the batch is applied:
// it looks at all references of all records that would then be there.
func (m *Model) broken(b kg.Batch) []*kg.ConflictError {
	after := m.after(b)
	classes := map[kg.ID]kg.Class{}
	for _, record := range after {
		classes[record.Head().ID] = record.Class()
	}
	referrers := map[kg.ID][]kg.ID{}
	var conflicts []*kg.ConflictError
	for _, record := range after {
		id := record.Head().ID
		for _, ref := range record.References() {
			switch {
			case fits(ref, classes[ref.ID]):
			case writes(b, ref.ID) && !writes(b, id):
				if !slices.Contains(referrers[ref.ID], id) {
					referrers[ref.ID] = append(referrers[ref.ID], id)
				}
			default:
				conflicts = append(conflicts, dangling(record, ref, classes[ref.ID]))
			}
		}
	}
	for _, w := range b.Writes {
		if by := referrers[w.Record.Head().ID]; len(by) > 0 {
			conflicts = append(conflicts, referredTo(w.Record.Head().ID, by))
		}
	}
	return conflicts
}

// after returns the records that would be there once the batch is applied.
func (m *Model) after(b kg.Batch) []kg.Record {
	var after []kg.Record
	for _, version := range m.versions {
		if version.inForce() && !writes(b, version.id) {
			after = append(after, version.Record)
		}
	}
	for _, w := range b.Writes {
		if !w.Retract {
			after = append(after, w.Record)
		}
	}
	return after
}

func writes(b kg.Batch, id kg.ID) bool {
	for _, w := range b.Writes {
		if w.Record.Head().ID == id {
			return true
		}
	}
	return false
}

// fits says that a reference may lead to a record of the class, which is empty
// where there is no record.
func fits(ref kg.Reference, class kg.Class) bool {
	if ref.Class == "" {
		return class != "" && class != kg.ClassTerm
	}
	return class == ref.Class
}

func dangling(record kg.Record, ref kg.Reference, class kg.Class) *kg.ConflictError {
	reason := fmt.Sprintf("%s: there is no record %q", ref.Field, ref.ID)
	if class != "" {
		reason = fmt.Sprintf("%s: %q is a record of class %s", ref.Field, ref.ID, class)
	}
	return &kg.ConflictError{Record: record.Head().ID, Reason: reason}
}

// referredTo refuses to retract a record, or to give its id to another class.
func referredTo(id kg.ID, by []kg.ID) *kg.ConflictError {
	return &kg.ConflictError{Record: id, Reason: fmt.Sprintf(
		"%d records still refer to it as it was, such as %s", len(by), by[0])}
}
