package dataset

import (
	"entente/formats"
	"entente/kg"
)

func (j *jsonReader) list(depth int) (*node, error) {
	n := j.node(listNode)
	return n, j.sequence(']', func() error {
		item, err := j.value(depth + 1)
		n.items = append(n.items, item)
		return err
	})
}

func (j *jsonReader) object(depth int) (*node, error) {
	n := j.node(mappingNode)
	return n, j.sequence('}', func() error {
		k, err := j.key(n)
		if err != nil {
			return err
		}
		item, err := j.value(depth + 1)
		n.keys, n.items = append(n.keys, k), append(n.items, item)
		return err
	})
}

// sequence reads the items between two brackets, the first of which is next.
func (j *jsonReader) sequence(closing byte, item func() error) error {
	j.pos++
	for n := 0; ; n++ {
		j.space()
		switch c := j.next(); {
		case c == closing:
			j.pos++
			return nil
		case n > 0 && c != ',':
			return j.fail("not JSON", "write a comma or "+string(closing)+" here")
		case n > 0:
			j.pos++
			j.space()
		}
		if err := item(); err != nil {
			return err
		}
	}
}

// key reads a field's name and the colon behind it.
func (j *jsonReader) key(n *node) (key, error) {
	k := key{at: j.here()}
	if j.next() != '"' {
		return k, j.fail("not JSON", "write the name of a field in double quotes")
	}
	name, err := j.quoted()
	if err != nil {
		return k, err
	}
	for _, other := range n.keys {
		if other.name == name {
			return k, &formats.Error{At: k.at, Err: &kg.InvalidError{Value: name, Reason: "this field is there twice"}}
		}
	}
	if j.space(); j.next() != ':' {
		return k, j.fail("not JSON", "write a colon behind the name of a field")
	}
	j.pos++
	k.name = name
	if len(n.keys) >= maxKeys {
		err = j.fail("too many fields in one object", "")
	}
	return k, err
}
