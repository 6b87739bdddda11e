package dataset

import (
	"reflect"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// An origin says where a record and its fields stand, so that what is found wrong
// later can still be shown in the file.
type origin struct {
	node *node
	// mistakes are those that were found when the record was read.
	mistakes []*formats.Error
}

// of returns the place of a field by its path, such as "names[1].kind", or that of
// the nearest field around it.
func (o *origin) of(path string) formats.Position { return o.node.of(path) }

// begin makes o the origin of what is read from a node.
func (o *origin) begin(n *node) *origin {
	*o = origin{node: n}
	return o
}

// A record has an origin of its own; other structs belong to the record around them.
type record interface {
	begin(*node) *origin
}

// A decoder fills the structs of shape.go from nodes. A field's tag `name` is its
// name in the file. A struct with the method fromScalar may be a single value.
type decoder struct {
	problems
	// within is the record that is being read, if any; loose are the mistakes that
	// belong to none.
	within *origin
	loose  []*formats.Error
	// shapes are the structs that were met.
	shapes map[reflect.Type]structure
}

func newDecoder() *decoder { return &decoder{shapes: map[reflect.Type]structure{}} }

// A structure is what a struct has in a file.
type structure struct {
	fields map[string][]int
	// accepted lists the names of the fields for who wrote another.
	accepted string
}

// add notes a mistake, with the record that it is in.
func (d *decoder) add(at formats.Position, err error) {
	found := &formats.Error{At: at, Err: err}
	d.found = append(d.found, found)
	if d.within == nil {
		d.loose = append(d.loose, found)
		return
	}
	d.within.mistakes = append(d.within.mistakes, found)
}

func (d *decoder) refuse(at formats.Position, field, value, reason, accepted string) {
	d.add(at, &kg.InvalidError{Field: field, Value: value, Reason: reason, Accepted: accepted})
}

type fromScalar interface{ fromScalar(*node) }

// decode fills v, whose path in the record is path.
func (d *decoder) decode(n *node, v reflect.Value, path string) {
	if n.scalar() {
		if short, ok := v.Addr().Interface().(fromScalar); ok {
			short.fromScalar(n)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), path)
	case reflect.Struct:
		d.mapping(n, v, path)
	case reflect.Map:
		d.table(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	default:
		d.scalar(n, v, path)
	}
}

func (d *decoder) mapping(n *node, v reflect.Value, path string) {
	if r, ok := v.Addr().Interface().(record); ok {
		outer := d.within
		d.within, path = r.begin(n), ""
		defer func() { d.within = outer }()
	}
	if !d.expect(n, mappingNode, path) {
		return
	}
	shape := d.shapeOf(v.Type())
	for i, k := range n.keys {
		index, ok := shape.fields[k.name]
		if !ok {
			d.refuse(k.at, path, k.name, "not a field of this record", shape.accepted)
			continue
		}
		d.decode(n.items[i], v.FieldByIndex(index), join(path, k.name))
	}
}

func (d *decoder) table(n *node, v reflect.Value, path string) {
	if !d.expect(n, mappingNode, path) {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i, k := range n.keys {
		item := reflect.New(v.Type().Elem()).Elem()
		d.decode(n.items[i], item, join(path, k.name))
		v.SetMapIndex(reflect.ValueOf(k.name), item)
	}
}

func (d *decoder) list(n *node, v reflect.Value, path string) {
	if !d.expect(n, listNode, path) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		d.decode(item, v.Index(i), path+"["+strconv.Itoa(i)+"]")
	}
}

// scalar fills a text, number or truth value. A text may be written without
// quotes even where YAML reads a number: the year 2014 is "2014".
func (d *decoder) scalar(n *node, v reflect.Value, path string) {
	var err error
	switch {
	case !n.scalar():
		d.expect(n, textNode, path)
		return
	case v.Kind() == reflect.String:
		v.SetString(n.text)
		return
	case v.Kind() == reflect.Bool && n.kind == boolNode:
		v.SetBool(strings.EqualFold(n.text, "true"))
		return
	case v.Kind() == reflect.Float64 && n.kind == numberNode:
		var f float64
		f, err = strconv.ParseFloat(n.text, 64)
		v.SetFloat(f)
	case v.Kind() == reflect.Int && n.kind == numberNode:
		var i int
		i, err = strconv.Atoi(n.text)
		v.SetInt(int64(i))
	default:
		err = strconv.ErrSyntax
	}
	if err != nil {
		d.refuse(n.at, path, n.text, "cannot be read here", acceptedBy[v.Kind()])
	}
}

// acceptedBy says what is written for a kind of field that is not text.
var acceptedBy = map[reflect.Kind]string{
	reflect.Bool:    "write true or false",
	reflect.Float64: "write a decimal number such as 36.0561",
	reflect.Int:     "write a whole number",
}

// expect reports whether n is of the kind, and notes a mistake if it is not.
func (d *decoder) expect(n *node, want nodeKind, path string) bool {
	if n.kind == want {
		return true
	}
	accepted := "write " + string(want)
	if n.kind == nothingNode {
		accepted += ", or leave the field out"
	}
	d.refuse(n.at, path, n.text, "is "+string(n.kind), accepted)
	return false
}

// shapeOf returns the fields of a struct by their names in the file, those of
// embedded structs among them.
func (d *decoder) shapeOf(t reflect.Type) structure {
	if shape, known := d.shapes[t]; known {
		return shape
	}
	shape := structure{fields: map[string][]int{}}
	var names []string
	for _, f := range fieldsOf(t) {
		names = append(names, f.name)
		shape.fields[f.name] = f.index
	}
	shape.accepted = "write " + strings.Join(names, ", ")
	d.shapes[t] = shape
	return shape
}

// A field is one of a struct, by its name in files.
type field struct {
	name  string
	index []int
}

// fieldsOf lists the fields of a struct in its order.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("name"); name != "" {
			fields = append(fields, field{name, f.Index})
		}
	}
	return fields
}

// join puts the name of a field behind the path of what it belongs to.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
