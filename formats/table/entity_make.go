package table

import (
	"cmp"
	"strconv"

	"entente/formats"
	"entente/kg"
)

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
