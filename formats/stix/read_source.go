package stix

import (
	"cmp"

	"entente/formats"
	"entente/kg"
)

// A reference is what an object names outside of STIX.
type reference struct{ name, url, id, description string }

// external returns the external references of an object.
func (o *object) external() []reference {
	many, _ := o.all["external_references"].([]any)
	var all []reference
	for _, one := range many {
		fields, _ := one.(map[string]any)
		x := object{all: fields}
		ref := reference{x.text("source_name"), x.text("url"), x.text("external_id"), x.text("description")}
		if ref.name != "" {
			all = append(all, ref)
		}
	}
	return all[:min(len(all), kg.MaxItems-1)]
}

// externalIDs returns the ids that lists of others have for an object.
func (o *object) externalIDs() []kg.ExternalID {
	var ids []kg.ExternalID
	for _, ref := range o.external() {
		x := kg.ExternalID{Scheme: ref.name, ID: ref.id}
		if len([]rune(ref.name)) <= kg.MaxName && ref.id != "" && len([]rune(ref.id)) <= kg.MaxName {
			ids = append(ids, x)
		}
	}
	return ids
}

// references names as sources what an object refers to, and returns their ids behind
// that of the file. A reference that is an id in a list and nothing else is no source.
func (r *reader) references(it *item) []kg.ID {
	ids := []kg.ID{r.Source}
	for _, ref := range it.object.external() {
		if ref.url == "" && ref.description == "" {
			continue
		}
		s := &kg.Source{
			Header: kg.Header{
				ID:   formats.MakeID("source", ref.name, ref.url, ref.id, ref.description),
				Note: it.cut("external_references", ref.description, kg.MaxText),
			},
			Title: it.cut("external_references", ref.name, kg.MaxName), URL: ref.url,
		}
		if ref.id != "" {
			s.Title = it.cut("external_references", ref.name+" "+ref.id, kg.MaxName)
		}
		if s.Validate() != nil {
			it.remark("external_references", ref.url, "not a web address, and left out")
			s.URL = ""
		}
		it.Named = append(it.Named, s)
		ids = append(ids, s.ID)
	}
	return ids
}

// report reads a report as a source.
func (r *reader) report(it *item) {
	o := it.object
	s := &kg.Source{
		Header: kg.Header{
			ID: r.id(o.id), Access: r.access(it), Note: it.cut("description", o.text("description"), kg.MaxText),
		},
		Title:       it.cut("name", cmp.Or(o.text("name"), o.id), kg.MaxName),
		PublishedAt: r.dateText(o, "published"), Language: it.cut("lang", o.text("lang"), 35),
	}
	s.Sources = append(s.Sources, r.references(it)[1:]...)
	for _, ref := range o.external() {
		if s.URL == "" {
			s.URL = ref.url
		}
	}
	if s.Validate() != nil {
		s.URL = "" // it was said of the reference
	}
	it.add(s)
}

// dateText returns a moment of an object, or none where it is none.
func (r *reader) dateText(o *object, name string) kg.DateText {
	edtf, err := o.moment(name)
	if err != nil {
		return ""
	}
	return kg.DateText(edtf)
}

// reported reads what a report is about: the report asserts that each object is so. Each
// is an item of its own, since there may be many. What the report itself is said to be
// comes first.
func (r *reader) reported(o *object) []*item {
	first := itemOf(o)
	r.said(first)
	items := []*item{first}
	for _, ref := range o.list("object_refs") {
		if !entityType(typeOf(ref)) && typeOf(ref) != "relationship" || r.latest[formats.Hash(ref)].revoked {
			continue
		}
		it := itemOf(o)
		it.add(r.claim(it, kg.Claim{
			Header: kg.Header{ID: kg.ID(made("claim", o, ref))}, About: r.id(ref), Property: kg.PropertyExists,
			Value: kg.Value{Type: kg.ValueNone}, Source: r.id(o.id), SaidAt: r.dateText(o, "published"),
		}))
		items = append(items, it)
	}
	return items
}
