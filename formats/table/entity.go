package table

import "cmp"

// An entityRule says what entity a row tells of, or only mentions.
type entityRule struct {
	header
	class, kind, summary *text
	names                []*nameRule
	validity             *validityRule
	latitude, longitude  *text
	externalIDs          []*externalIDRule
	properties           []*valueRule
	claims               []*claimRule
	// reference says that the entity is told of elsewhere, and not made here.
	reference bool
}

// A nameRule says what one name of an entity is, or several if its cell is split.
type nameRule struct {
	text, language, script, kind *text
	validity                     *validityRule
	slots                        []int
}

type externalIDRule struct {
	scheme, id *text
	slots      []int
}

// entity returns what reads the rule of an entity.
func (d *decoder) entity(what string, to *[]*entityRule) func(*node) {
	return func(n *node) {
		e := &entityRule{}
		d.entityFields(n, what, e)
		*to = append(*to, e)
	}
}

// mentioned returns what reads an entity that a row mentions: its id or name alone, or
// the fields of an entity.
func (d *decoder) mentioned(what string, to **entityRule) func(*node) {
	return func(n *node) {
		e := &entityRule{}
		*to = e
		if n.scalar() {
			d.text(what, &e.id)(n)
			return
		}
		d.entityFields(n, what, e, field{"reference", d.flag(what+".reference", &e.reference)})
	}
}

func (d *decoder) entityFields(n *node, what string, e *entityRule, more ...field) {
	d.fields(n, what, append(append(d.header(what, &e.header), more...), []field{
		{"class", d.text(what+".class", &e.class)},
		{"kind", d.text(what+".kind", &e.kind)},
		{"name", d.names(what+".name", &e.names)},
		{"names", d.names(what+".names", &e.names)},
		{"summary", d.text(what+".summary", &e.summary)},
		{"validity", d.validity(what+".validity", &e.validity)},
		{"location", func(n *node) {
			d.fields(n, what+".location", []field{
				{"latitude", d.text(what+".location.latitude", &e.latitude)},
				{"longitude", d.text(what+".location.longitude", &e.longitude)},
			})
		}},
		{"externalIds", d.externalIDs(what+".externalIds", &e.externalIDs)},
		{"properties", d.properties(what+".properties", &e.properties)},
		{"claims", d.claims(what+".claims", &e.claims)},
	}...))
	if e.id == nil && e.names == nil {
		d.refuse(n.at, what, "", "an entity needs an id or a name", "write id, as in id: cow-<ccode>")
	}
}

func (d *decoder) names(what string, to *[]*nameRule) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			name := &nameRule{}
			*to = append(*to, name)
			if item.scalar() {
				d.text(what, &name.text)(item)
				return
			}
			d.fields(item, what, []field{
				{"text", d.text(what+".text", &name.text)},
				{"language", d.text(what+".language", &name.language)},
				{"script", d.text(what+".script", &name.script)},
				{"kind", d.text(what+".kind", &name.kind)},
				{"validity", d.validity(what+".validity", &name.validity)},
			})
		})
	}
}

func (d *decoder) externalIDs(what string, to *[]*externalIDRule) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			x := &externalIDRule{}
			*to = append(*to, x)
			d.fields(item, what, []field{
				{"scheme", d.text(what+".scheme", &x.scheme)},
				{"id", d.text(what+".id", &x.id)},
			})
		})
	}
}

// under completes the dates by what holds for all, and notes which columns lists use.
func (e *entityRule) under(all *dateRule) {
	e.validity.under(all)
	for _, name := range e.names {
		name.validity.under(all)
		name.slots = slots(append(name.validity.texts(), name.text, name.language, name.script, name.kind)...)
	}
	for _, x := range e.externalIDs {
		x.slots = slots(x.scheme, x.id)
	}
	for _, p := range e.properties {
		p.under(all)
	}
	for _, s := range e.sources {
		s.under(all)
	}
	for _, c := range e.claims {
		c.under(all)
	}
}

// fields are the texts that mistakes in fields of the record are about.
func (e *entityRule) fields() map[string]*text {
	fields := map[string]*text{
		"id": e.id, "class": e.class, "kind": e.kind, "summary": e.summary, "note": e.note,
		"access": e.access, "location.latitude": e.latitude, "location.longitude": e.longitude,
		"location": cmp.Or(e.latitude, e.longitude), "names": e.id,
	}
	if len(e.names) > 0 {
		fields["names"] = e.names[0].text
	}
	for _, p := range e.properties {
		fields["properties."+p.name] = p.text
	}
	return fields
}
