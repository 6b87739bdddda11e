package dataset

import (
	"reflect"
	"strings"
)

// head reads what a line has beside the fields of its record, and parts it from them.
func (r *lineReader) head(n *node) (h head, fields *node) {
	if n.kind != mappingNode {
		r.decoder.expect(n, mappingNode, "")
		return h, n
	}
	own := &node{at: n.at, kind: mappingNode}
	fields = &node{at: n.at, kind: mappingNode}
	for i, k := range n.keys {
		into := fields
		if _, ok := r.decoder.shapeOf(reflect.TypeFor[head]()).fields[k.name]; ok {
			into = own
		}
		into.keys, into.items = append(into.keys, k), append(into.items, n.items[i])
	}
	r.decoder.decode(own, reflect.ValueOf(&h).Elem(), "")
	return h, fields
}

// record reads the fields of the record that a line's head says it has.
func (r *lineReader) record(h head, n, fields *node, line []byte) {
	c := r.converter
	switch {
	case h.Dataset != nil && (h.Record != "" || h.Change != nil || len(fields.keys) > 0):
		c.refuse(n.at, "dataset", "", "beside a record", "describe the dataset on a line of its own")
	case h.Dataset != nil:
		r.describe(h.Dataset, line)
	case h.Record == "":
		c.refuse(n.at, "record", "", "must be set", acceptedRecords)
	default:
		if put := r.putter(h.Record, fields); put != nil {
			put()
			return
		}
		c.refuse(n.of("record"), "record", h.Record, "not a record", acceptedRecords)
	}
}

var acceptedRecords = "write " + strings.Join([]string{
	lineRelationshipType, lineKind, lineClaimProperty, lineSource, lineEntity, lineRelationship, lineClaim,
}, ", ")

// putter returns what reads and puts a record of a name, or nil for an unknown name.
func (r *lineReader) putter(name string, fields *node) func() {
	c := r.converter
	switch name {
	case lineRelationshipType:
		return putting(r.decoder, fields, c.relationshipType)
	case lineKind:
		return putting(r.decoder, fields, c.kind)
	case lineClaimProperty:
		return putting(r.decoder, fields, c.claimProperty)
	case lineSource:
		return putting(r.decoder, fields, c.source)
	case lineEntity:
		return putting(r.decoder, fields, c.entityWithTies)
	case lineRelationship:
		return putting(r.decoder, fields, c.relationship)
	case lineClaim:
		return putting(r.decoder, fields, c.claim)
	default:
		return nil
	}
}

// putting returns what reads a shape and, if it is without mistakes, puts it.
func putting[T any](d *decoder, fields *node, put func(*T)) func() {
	return func() {
		shape := new(T)
		d.decode(fields, reflect.ValueOf(shape).Elem(), "")
		if len(d.found) == 0 {
			put(shape)
		}
	}
}

// entityWithTies puts an entity and, behind it, the relationships it is written with.
func (c *converter) entityWithTies(e *entity) {
	if c.entity(e); e.made == nil {
		return
	}
	for put := range c.ties(e) {
		put()
	}
}
