package dataset

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// An encoder turns the structs of shape.go into nodes: what a decoder reads from these
// is the same again. What is empty is left out.
type encoder struct {
	// shapes are the fields of the structs that were met, in the order of writing.
	shapes map[reflect.Type][]field
}

func newEncoder() *encoder { return &encoder{shapes: map[reflect.Type][]field{}} }

// A toScalar may be written as a single value: the node, or nil where it may not.
type toScalar interface{ toScalar() *node }

// of returns the node of what p, a pointer, points to.
func (e *encoder) of(p any) *node { return e.encode(reflect.ValueOf(p).Elem()) }

// encode returns the node of v, or nil where v is empty.
func (e *encoder) encode(v reflect.Value) *node {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return e.set(v.Elem())
	case reflect.Struct:
		return e.mapping(v)
	case reflect.Map, reflect.Slice:
		if v.Len() == 0 {
			return nil
		}
	default:
		if v.IsZero() {
			return nil
		}
	}
	return e.set(v)
}

// set returns the node of v even where that is zero, because it was set.
func (e *encoder) set(v reflect.Value) *node {
	switch v.Kind() {
	case reflect.String:
		return textOf(v.String())
	case reflect.Bool:
		return &node{kind: boolNode, text: strconv.FormatBool(v.Bool())}
	case reflect.Int:
		return &node{kind: numberNode, text: strconv.FormatInt(v.Int(), 10)}
	case reflect.Float64:
		return &node{kind: numberNode, text: strconv.FormatFloat(v.Float(), 'f', -1, 64)}
	case reflect.Slice:
		return e.list(v)
	case reflect.Map:
		return e.table(v)
	default:
		return e.mapping(v)
	}
}

func (e *encoder) mapping(v reflect.Value) *node {
	if short, ok := v.Addr().Interface().(toScalar); ok {
		if n := short.toScalar(); n != nil {
			return n
		}
	}
	fields := e.fieldsOf(v.Type())
	n := &node{kind: mappingNode}
	for _, f := range fields {
		if item := e.encode(v.FieldByIndex(f.index)); item != nil {
			n.set(f.name, item)
		}
	}
	return n
}

func (e *encoder) list(v reflect.Value) *node {
	n := &node{kind: listNode, items: make([]*node, v.Len())}
	for i := range n.items {
		n.items[i] = e.set(v.Index(i))
	}
	return n
}

// table writes a map in the order of its keys.
func (e *encoder) table(v reflect.Value) *node {
	n := &node{kind: mappingNode}
	for _, name := range slices.Sorted(maps.Keys(v.Interface().(map[string]value))) {
		item := v.Interface().(map[string]value)[name]
		n.set(name, e.of(&item))
	}
	return n
}

// fieldsOf lists the fields of a struct in the order in which they are written: the id
// of a record, its own fields, and then what all records have.
func (e *encoder) fieldsOf(t reflect.Type) []field {
	if fields, known := e.shapes[t]; known {
		return fields
	}
	fields := fieldsOf(t)
	if _, ok := reflect.New(t).Interface().(record); ok && len(fields) > 0 && fields[0].name == "id" {
		shared := len(fieldsOf(reflect.TypeFor[header]()))
		fields = slices.Concat(fields[:1], fields[shared:], fields[1:shared])
	}
	e.shapes[t] = fields
	return fields
}
