package wikidata

import (
	"strings"

	"entente/kg"
)

// entity makes the record of an item. The remarks say what was read otherwise.
func (r *reader) entity(i *item) (*kg.Entity, []string, error) {
	what, unsure := i.kind()
	names, tooManyNames := i.names(r.Now, r.year)
	ids, tooManyIDs := i.externalIDs()
	when := i.lifetime(what, r.year)
	validity, err := when.read(r.Now)
	if err != nil {
		return nil, nil, err
	}
	e := &kg.Entity{
		Header:      kg.Header{ID: kg.ID(i.id), Sources: []kg.ID{sourceID(i.id)}},
		EntityClass: what.class, Kind: r.kindName(what), Names: names, Summary: i.summary(),
		Validity: validity, ExternalIDs: ids,
	}
	if what.class == kg.ClassPlace {
		e.Location = i.location()
	}
	if classes := i.instanceOf(); classes != "" {
		e.Properties = kg.Properties{"wikidata-p31": {Type: kg.ValueText, Text: classes}}
	}
	remarks := when.remarks
	for _, remark := range []string{unsure, tooManyNames, tooManyIDs, i.leftOut()} {
		if remark != "" {
			remarks = append(remarks, remark)
		}
	}
	return e, remarks, e.Validate()
}

// instanceOf lists the classes of an item.
func (i *item) instanceOf() string {
	var ids []string
	for _, s := range i.claims["P31"] {
		if id, ok := s.Main.item(); ok && s.Rank != "deprecated" && len(ids) < kg.MaxItems {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

// location returns where on the earth an item is.
func (i *item) location() *kg.Location {
	for _, s := range best(i.claims["P625"]) {
		var c coordinate
		if s.Main.read(&c) && (c.Globe == "" || strings.HasSuffix(c.Globe, "/Q2")) &&
			c.Latitude >= -90 && c.Latitude <= 90 && c.Longitude >= -180 && c.Longitude <= 180 {
			return &kg.Location{Latitude: c.Latitude, Longitude: c.Longitude}
		}
	}
	return nil
}

// leftOut lists the properties of which nothing is kept: texts, addresses, media.
func (i *item) leftOut() string {
	var left []string
	for _, property := range i.order {
		main := i.claims[property][0].Main
		switch _, isItem := main.item(); {
		case isItem, main.DataType == "external-id", main.DataType == "wikibase-item",
			main.Value.Type == "quantity", main.Value.Type == "time", main.Type != hasValue,
			property == "P625", property == "P1448", property == "P1705", property == "P1449", property == "P1813":
		default:
			left = append(left, property)
		}
	}
	if len(left) == 0 {
		return ""
	}
	return "neither items, dates nor numbers, and left out: " + strings.Join(left, ", ")
}
