package dataset

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
	"entente/kg"
)

// An origin says where a record and its fields stand, so that what is found wrong
// later can still be shown in the file.
type origin struct {
	at     formats.Position
	fields map[string]formats.Position
}

// of returns the place of a field by its path, such as "names[1].kind", or that of
// the nearest field around it.
func (o *origin) of(path string) formats.Position {
	for path != "" {
		if at, ok := o.fields[path]; ok {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return o.at
}

// begin makes o the origin of what begins at a position.
func (o *origin) begin(at formats.Position) *origin {
	*o = origin{at: at, fields: map[string]formats.Position{}}
	return o
}

// A record has an origin of its own; other structs belong to the record around them.
type record interface {
	begin(formats.Position) *origin
}

// A decoder fills the structs of shape.go from nodes. A field's tag `name` is its
// name in the file. A struct with the method fromScalar may be a single value.
type decoder struct {
	problems
	// shapes are the fields of the structs that were met.
	shapes map[reflect.Type]map[string][]int
}

type fromScalar interface{ fromScalar(*node) }

// decode fills v, whose path in the record is path. o is the record's origin.
func (d *decoder) decode(n *node, v reflect.Value, path string, o *origin) {
	if o != nil {
		o.fields[path] = n.at
	}
	if short, ok := v.Addr().Interface().(fromScalar); ok && n.scalar() {
		short.fromScalar(n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), path, o)
	case reflect.Struct:
		d.mapping(n, v, path, o)
	case reflect.Map:
		d.table(n, v, path, o)
	case reflect.Slice:
		d.list(n, v, path, o)
	default:
		d.scalar(n, v, path)
	}
}

func (d *decoder) mapping(n *node, v reflect.Value, path string, o *origin) {
	if !d.expect(n, mappingNode, path) {
		return
	}
	if r, ok := v.Addr().Interface().(record); ok {
		o, path = r.begin(n.at), ""
	}
	fields := d.fieldsOf(v.Type())
	for i, k := range n.keys {
		index, ok := fields[k.name]
		if !ok {
			d.add(k.at, &kg.InvalidError{
				Field: path, Value: k.name, Reason: "not a field of this record",
				Accepted: "write " + strings.Join(namesOf(v.Type()), ", "),
			})
			continue
		}
		d.decode(n.items[i], v.FieldByIndex(index), join(path, k.name), o)
	}
}

func (d *decoder) table(n *node, v reflect.Value, path string, o *origin) {
	if !d.expect(n, mappingNode, path) {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i, k := range n.keys {
		item := reflect.New(v.Type().Elem()).Elem()
		d.decode(n.items[i], item, join(path, k.name), o)
		v.SetMapIndex(reflect.ValueOf(k.name), item)
	}
}

func (d *decoder) list(n *node, v reflect.Value, path string, o *origin) {
	if !d.expect(n, listNode, path) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		d.decode(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i), o)
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

// fieldsOf returns where the fields of a struct are by their names in the file,
// those of embedded structs among them.
func (d *decoder) fieldsOf(t reflect.Type) map[string][]int {
	if fields, known := d.shapes[t]; known {
		return fields
	}
	fields := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("name"); name != "" {
			fields[name] = f.Index
		}
	}
	d.shapes[t] = fields
	return fields
}

// namesOf lists the names of a struct's fields in the order of the struct.
func namesOf(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if name := f.Tag.Get("name"); name != "" {
			names = append(names, name)
		}
	}
	return slices.Clip(names)
}

// join puts the name of a field behind the path of what it belongs to.
func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
