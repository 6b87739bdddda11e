package gexf

import (
	"entente/formats"
)

// head is all that comes before the nodes.
func head(x *formats.Export, dynamic bool) []byte {
	b := []byte(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta`)
	b = formats.AppendXMLAttribute(b, "lastmodifieddate", x.About.Known.Time().Format("2006-01-02"))
	b = append(b, ">\n<creator>Entente</creator>\n<description>"...)
	for i, pair := range x.Pairs() {
		if i > 0 {
			b = append(b, '\n')
		}
		b = formats.AppendXML(append(append(b, pair[0]...), ": "...), pair[1])
	}
	b = append(b, "</description>\n</meta>\n<graph"...)
	if dynamic {
		b = append(b, ` mode="dynamic" timeformat="date" timerepresentation="interval"`...)
	} else {
		b = append(b, ` mode="static"`...)
	}
	b = append(b, " defaultedgetype=\"directed\" idtype=\"string\">\n"...)
	b = declare(b, "node", formats.EntityAttributes)
	b = declare(b, "edge", formats.RelationshipAttributes)
	return append(b, "<nodes>\n"...)
}

// declare appends all attributes of a class but the label.
func declare(b []byte, class string, attributes []formats.Attribute) []byte {
	b = append(formats.AppendXMLAttribute(append(b, "<attributes"...), "class", class), " mode=\"static\">\n"...)
	for _, a := range attributes[1:] {
		b = formats.AppendXMLAttribute(append(b, "<attribute"...), "id", attributeName(a))
		b = formats.AppendXMLAttribute(b, "title", attributeName(a))
		b = append(formats.AppendXMLAttribute(b, "type", string(a.Type)), "/>\n"...)
	}
	return append(b, "</attributes>\n"...)
}
