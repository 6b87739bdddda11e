package table

import (
	"cmp"
	"strconv"

	"entente/formats"
	"entente/kg"
)

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

// entity makes the entity of a rule; nil where the row has none. The class is the one
// that is expected unless the rule has another.
func (b *builder) entity(rule *entityRule, expected kg.EntityClass) (*kg.Entity, error) {
	names, err := b.names(rule.names)
	if err != nil {
		return nil, err
	}
	key := rule.id.of(b.row)
	if key == "" && (rule.id != nil || len(names) == 0) {
		return nil, nil //nolint:nilnil // the row has none, which its caller may allow
	}
	if key == "" {
		key = names[0].Text
	}
	if len(names) == 0 {
		names = []kg.Name{{Text: key, Kind: kg.NameOfficial}}
	}
	e := &kg.Entity{
		EntityClass: cmp.Or(kg.EntityClass(rule.class.of(b.row)), expected, kg.ClassActor),
		Names:       names, Summary: rule.summary.of(b.row),
	}
	if usualKinds[e.EntityClass] == "" {
		return nil, b.row.refuse(rule.class, "class", "not known", "write ACTOR, PLACE or EVENT")
	}
	if e.Kind, err = b.kind(rule.kind, e.EntityClass); err != nil {
		return nil, err
	}
	if e.Validity, err = rule.validity.read(b.row, b.options.Now); err != nil {
		return nil, err
	}
	if e.Location, err = b.location(rule); err != nil {
		return nil, err
	}
	if e.ExternalIDs, err = b.externalIDs(rule.externalIDs); err != nil {
		return nil, err
	}
	if e.Properties, err = b.properties(rule.properties); err != nil {
		return nil, err
	}
	e.Header, err = b.restingHead(&rule.header, formats.KeepID("entity", key))
	return e, err
}

func (b *builder) names(rules []*nameRule) ([]kg.Name, error) {
	var out []kg.Name
	for i, rule := range rules {
		err := b.row.each(rule.slots, func() error {
			name := kg.Name{
				Text: rule.text.of(b.row), Language: rule.language.of(b.row), Script: rule.script.of(b.row),
				Kind: kg.NameKind(rule.kind.of(b.row)),
			}
			if name.Text == "" {
				return nil
			}
			if name.Kind == "" {
				name.Kind = kg.NameAlias
				if i == 0 && len(out) == 0 {
					name.Kind = kg.NameOfficial
				}
			}
			if rule.validity != nil {
				v, err := rule.validity.read(b.row, b.options.Now)
				if err != nil {
					return err
				}
				if v.EDTF != kg.Unknown.EDTF {
					name.Validity = &v
				}
			}
			out = append(out, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (b *builder) externalIDs(rules []*externalIDRule) ([]kg.ExternalID, error) {
	var out []kg.ExternalID
	for _, rule := range rules {
		err := b.row.each(rule.slots, func() error {
			x := kg.ExternalID{Scheme: rule.scheme.of(b.row), ID: rule.id.of(b.row)}
			if x.ID != "" {
				out = append(out, x)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// location reads where a place is; nil where one of the columns is empty.
func (b *builder) location(rule *entityRule) (*kg.Location, error) {
	latitude, longitude := rule.latitude.of(b.row), rule.longitude.of(b.row)
	if latitude == "" || longitude == "" {
		return nil, nil //nolint:nilnil // not known
	}
	var l kg.Location
	for _, side := range []struct {
		field string
		text  *text
		to    *float64
	}{{"location.latitude", rule.latitude, &l.Latitude}, {"location.longitude", rule.longitude, &l.Longitude}} {
		number, err := strconv.ParseFloat(side.text.of(b.row), 64)
		if err != nil {
			return nil, b.row.refuse(side.text, side.field, "not a number",
				"write decimal degrees, such as 36.0561")
		}
		*side.to = number
	}
	return &l, nil
}
