package stix

import (
	"encoding/json"

	"entente/formats"
	"entente/kg"
)

// claim completes a claim with what all have: who says it, since when, how surely, and
// for whom it is.
func (r *reader) claim(it *item, c kg.Claim) *kg.Claim {
	o := it.object
	if c.Source == "" {
		c.Source = r.Source
	}
	if c.SaidAt == "" {
		c.SaidAt = r.dateText(o, "created")
	}
	by := o.text("created_by_ref")
	if entityType(typeOf(by)) && !r.latest[formats.Hash(by)].revoked && r.id(by) != c.About {
		c.AssertedBy = r.id(by)
	}
	c.Stance, c.Rank, c.Credibility, c.Access = kg.StanceAsserts, kg.RankNormal, o.credibility(), r.access(it)
	if c.Property == kg.PropertyExists {
		r.lexicon.Property(kg.Term{Name: kg.PropertyExists, Label: "exists", ValueType: kg.ValueNone})
	}
	return &c
}

// credibility reads the confidence, 0 to 100, on the Admiralty scale as appendix A of
// STIX 2.1 does: 80 and more are 1, below 20 is 5. It is 0 where there is none.
func (o *object) credibility() int {
	number, ok := o.all["confidence"].(json.Number)
	n, err := number.Int64()
	if !ok || err != nil || n < 0 || n > 100 {
		return 0
	}
	return 5 - int(min(n/20, 4))
}

// said reads who says that what an object says is so, and how surely. An object that
// names nobody and has no confidence rests on its sources alone.
func (r *reader) said(it *item) {
	o := it.object
	it.Named = nil
	c := r.claim(it, kg.Claim{
		Header: kg.Header{ID: kg.ID(made("claim", o, kg.PropertyExists))}, About: r.id(o.id),
		Property: kg.PropertyExists, Value: kg.Value{Type: kg.ValueNone},
	})
	it.Remarks = nil // they were made when the object was read
	if c.AssertedBy != "" || c.Credibility != 0 {
		it.add(c)
	}
}

// note reads a note or an opinion as a claim on each object that it is about.
func (r *reader) note(it *item) {
	o := it.object
	name, text, more := "note", o.text("content"), o.text("abstract")
	if o.kind == "opinion" {
		name, text, more = "opinion", o.text("opinion"), o.text("explanation")
	}
	if text == "" {
		it.err = &kg.InvalidError{Field: name, Reason: "must be set"}
		return
	}
	property := r.lexicon.Property(kg.Term{Name: name, Label: name, ValueType: kg.ValueText})
	refs := o.list("object_refs")
	for _, ref := range refs {
		kind := typeOf(ref)
		if !entityType(kind) && kind != "relationship" && kind != "report" || r.latest[formats.Hash(ref)].revoked {
			it.remark("object_refs", ref, "left out: nothing here can be said of it")
			continue
		}
		id := r.id(o.id)
		if len(refs) > 1 {
			id = kg.ID(made(name, o, ref))
		}
		it.add(r.claim(it, kg.Claim{
			Header: kg.Header{ID: id, Note: it.cut("abstract", more, kg.MaxText)}, About: r.id(ref), Property: property.Name,
			Value: kg.Value{Type: kg.ValueText, Text: it.cut("content", text, kg.MaxText)},
		}))
	}
	if len(it.Records) == 0 && it.err == nil {
		it.err = &kg.InvalidError{Field: "object_refs", Reason: "refers to nothing that can be said of"}
	}
}
