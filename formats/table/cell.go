package table

import (
	"slices"
	"sort"
	"strings"

	"entente/formats"
	"entente/kg"
)

// A cell says what is done with the text of a column before it is used, in the order of
// the fields; or makes a column of others.
type cell struct {
	at formats.Position
	// from are texts of which the first that is not empty is the cell.
	from []*text
	// empty are texts that say nothing.
	empty []string
	// trim are characters to take off both ends.
	trim string
	// before keeps what stands before a text, if that is there.
	before string
	// replace puts the second of a pair for the first.
	replace *strings.Replacer
	// translate gives what is meant by a text; texts that are not listed are refused
	// unless they are kept.
	translate  map[string]string
	keepOthers bool
	// split parts a cell of several values in lists.
	split string
}

// cells reads what is said of columns.
func (d *decoder) cells(n *node) {
	if !d.expect(n, mappingNode, "cells") {
		return
	}
	for i, k := range n.keys {
		what := "cells." + k.name
		c := &cell{at: k.at}
		var pairs, others map[string]string
		var other string
		d.fields(n.items[i], what, []field{
			{"from", func(n *node) {
				d.list(n, func(item *node) {
					var t *text
					d.text(what+".from", &t)(item)
					c.from = append(c.from, t)
				})
			}},
			{"empty", d.strs(what+".empty", &c.empty)},
			{"trim", d.str(what+".trim", &c.trim)},
			{"before", d.str(what+".before", &c.before)},
			{"replace", d.table(what+".replace", &pairs)},
			{"translate", d.table(what+".translate", &others)},
			{"others", word(d, what+".others", &other, "keep", "refuse")},
			{"split", d.str(what+".split", &c.split)},
		})
		if pairs != nil {
			c.replace = replacer(pairs)
		}
		c.translate, c.keepOthers = others, other == "keep"
		d.sheet.cells[k.name] = c
	}
}

// replacer puts longer texts before shorter ones.
func replacer(pairs map[string]string) *strings.Replacer {
	var from []string
	for f := range pairs {
		from = append(from, f)
	}
	sort.Slice(from, func(i, j int) bool {
		return len(from[i]) > len(from[j]) || len(from[i]) == len(from[j]) && from[i] < from[j]
	})
	var flat []string
	for _, f := range from {
		flat = append(flat, f, pairs[f])
	}
	return strings.NewReplacer(flat...)
}

// clean returns what a text says. It may be empty.
func (c *cell) clean(s string, empty []string) (string, error) {
	s = strings.TrimSpace(s)
	if slices.Contains(empty, s) {
		return "", nil
	}
	if c == nil || s == "" {
		return s, nil
	}
	if slices.Contains(c.empty, s) {
		return "", nil
	}
	if c.trim != "" {
		s = strings.Trim(s, c.trim)
	}
	if c.before != "" {
		s, _, _ = strings.Cut(s, c.before)
	}
	if c.replace != nil {
		s = strings.TrimSpace(c.replace.Replace(s))
	}
	if c.translate == nil || s == "" {
		return s, nil
	}
	meant, listed := c.translate[s]
	switch {
	case listed:
		return meant, nil
	case c.keepOthers:
		return s, nil
	}
	var known []string
	for k := range c.translate {
		known = append(known, k)
	}
	slices.Sort(known)
	return "", &kg.InvalidError{
		Value: s, Reason: "not among the texts that the mapping translates",
		Accepted: "add it there, or others: keep; listed are " + strings.Join(known[:min(len(known), 20)], ", "),
	}
}
