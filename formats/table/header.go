package table

import "entente/kg"

// A header is what the rules of all records have.
type header struct {
	// conditions are what must be so for the row to make the record.
	conditions []condition
	id         *text
	sources    []*sourceRule
	note       *text
	access     *text
}

// header are the fields that all records have.
func (d *decoder) header(what string, h *header) []field {
	return []field{
		{"if", d.conditions(what+".if", &h.conditions)},
		{"id", d.text(what+".id", &h.id)},
		{"sources", d.sourceList(what+".sources", &h.sources)},
		{"note", d.text(what+".note", &h.note)},
		{"access", d.text(what+".access", &h.access)},
	}
}

// restingHead returns the header of a record that rests on the file if the row names no
// source for it.
func (b *builder) restingHead(h *header, id kg.ID) (kg.Header, error) {
	out, err := b.head(h, id)
	if len(out.Sources) == 0 && b.options.Source != "" {
		out.Sources = []kg.ID{b.options.Source}
	}
	return out, err
}

// head returns the header of a record and puts its sources into the item.
func (b *builder) head(h *header, id kg.ID) (kg.Header, error) {
	out := kg.Header{ID: id, Note: h.note.of(b.row), Access: kg.Access(h.access.of(b.row))}
	for _, rule := range h.sources {
		err := b.row.each(rule.slots, func() error {
			source, err := b.source(rule)
			if err == nil && source != "" {
				out.Sources = appendNew(out.Sources, source)
			}
			return err
		})
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// appendNew appends an id that is not there yet.
func appendNew(ids []kg.ID, id kg.ID) []kg.ID {
	for _, other := range ids {
		if other == id {
			return ids
		}
	}
	return append(ids, id)
}
