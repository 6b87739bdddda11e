package table

import (
	"bytes"
	"fmt"
	"strings"

	"entente/formats"
	"entente/kg"
)

// maxItem is the length in bytes of the longest item of a YAML list that is read.
const maxItem = 256 << 10

// readYAML reads a YAML list whose items are rows, or have a list whose items are. The
// items begin with a hyphen in the first column, so that each can be read alone.
func (r *reader) readYAML() error {
	r.row.columns = make([]int, len(r.sheet.slots))
	for i, slot := range r.sheet.slots {
		if r.row.columns[i] = i; slot.made() {
			r.row.columns[i] = -1
		}
	}
	var item []byte
	var at formats.Position
	long := false
	flush := func() error {
		defer func() { item, long = item[:0], false }()
		if long {
			return r.refuse(at, nil, &formats.Error{At: at, Err: fmt.Errorf(
				"%w: the item is longer than %d KiB", kg.ErrLimit, maxItem>>10)})
		}
		return r.listItem(at, item)
	}
	for line, err := range formats.Lines(r.file) {
		var placed *formats.Error
		if err != nil && !asPlaced(err, &placed) {
			return err
		}
		text := line.Text
		begins := bytes.HasPrefix(text, []byte("- ")) || bytes.Equal(text, []byte("-"))
		if begins && at.Line > 0 {
			if err := flush(); err != nil {
				return err
			}
		}
		switch {
		case begins:
			at = line.At
		case at.Line == 0 && (text[0] == '#' || bytes.HasPrefix(text, []byte("---"))):
			continue
		case at.Line == 0:
			return failed(line.At, "", string(text), "not a list",
				"write a YAML list whose items begin with a hyphen in the first column")
		}
		gap := line.At.Line - at.Line - bytes.Count(item, []byte("\n"))
		if long = long || err != nil || len(item)+gap+len(text) > maxItem; !long {
			item = append(item, strings.Repeat("\n", max(0, gap))...)
			item = append(item, text...)
		}
	}
	if at.Line == 0 {
		return nil
	}
	return flush()
}

// refuse yields an error about an item.
func (r *reader) refuse(at formats.Position, raw []byte, err error) error {
	if !r.yield(formats.Item{At: at, Raw: bytes.Clone(raw)}, err) {
		return errStopped
	}
	return nil
}

// listItem yields what the rows of an item say.
func (r *reader) listItem(at formats.Position, raw []byte) error {
	root, err := parseYAML(at.File, at.Line, raw)
	if err != nil {
		return r.refuse(at, raw, err)
	}
	if root == nil || root.kind != listNode || len(root.items) != 1 {
		return r.refuse(at, raw, &formats.Error{At: at, Err: &kg.InvalidError{Reason: "not an item of a list"}})
	}
	outer := root.items[0]
	whole := &yamlLine{at: outer.at, values: map[string]*node{}}
	whole.flatten("", outer, r.sheet.layout.each)
	lists := whole.each
	if r.sheet.layout.each == "" {
		lists = []*node{{kind: mappingNode, at: outer.at}}
	}
	for _, inner := range lists {
		line := &yamlLine{at: inner.at, values: map[string]*node{}, outer: whole, slots: r.sheet.slots}
		line.flatten(r.sheet.layout.each, inner, "")
		r.row.line, r.row.at = line, inner.at
		if err := r.give(raw); err != nil {
			return err
		}
	}
	return nil
}

// A yamlLine is a row of a YAML list. Its columns are called by their paths, such as
// name.first.
type yamlLine struct {
	at     formats.Position
	values map[string]*node
	// outer is the item around it, each the list in the item.
	outer *yamlLine
	each  []*node
	slots []slot
}

// flatten keeps the values below a path. The list at the path each is kept apart.
func (l *yamlLine) flatten(at string, n *node, each string) {
	switch {
	case each != "" && at == each:
		l.each = n.items
	case n.kind == mappingNode:
		for i, k := range n.keys {
			name := k.name
			if at != "" {
				name = at + "." + k.name
			}
			l.flatten(name, n.items[i], each)
		}
	case n.kind == listNode:
		var texts []string
		for _, item := range n.items {
			if item.scalar() {
				texts = append(texts, item.text)
			}
		}
		l.values[at] = &node{at: n.at, kind: textNode, text: strings.Join(texts, "; ")}
	case n.scalar():
		l.values[at] = n
	}
}

// find returns the value of a slot, or nil.
func (l *yamlLine) find(i int) *node {
	if n := l.values[l.slots[i].name]; n != nil {
		return n
	}
	return l.outer.values[l.slots[i].name]
}

// Len returns how many columns are asked for.
func (l *yamlLine) Len() int { return len(l.slots) }

// Text returns the text of a column, empty where the item has none.
func (l *yamlLine) Text(i int) string {
	if n := l.find(i); n != nil {
		return n.text
	}
	return ""
}

// Place returns where the value of a column stands.
func (l *yamlLine) Place(i int) formats.Position {
	if n := l.find(i); n != nil {
		return n.at
	}
	return l.at
}
