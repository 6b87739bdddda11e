package table

import "strings"

// A condition is "<column> = text", "<column> != text", or "<column>" alone, which asks
// for any text.
type condition struct {
	left, right *text
	equal       bool
	filled      bool
}

// conditions returns what reads one or more conditions, all of which must hold.
func (d *decoder) conditions(what string, to *[]condition) func(*node) {
	return func(n *node) {
		d.list(n, func(item *node) {
			s, ok := d.scalar(item, what)
			if !ok {
				return
			}
			c := condition{filled: true}
			left, right, found := strings.Cut(s, "!=")
			if !found {
				left, right, found = strings.Cut(s, "=")
				c.equal = true
			}
			c.left = d.parse(item.at, what, strings.TrimSpace(left))
			if found {
				c.filled = false
				c.right = d.parse(item.at, what, strings.TrimSpace(right))
			}
			*to = append(*to, c)
		})
	}
}

func (c condition) holds(r *row) bool {
	left := c.left.of(r)
	if c.filled {
		return left != ""
	}
	return (left == c.right.of(r)) == c.equal
}

// holds reports whether all conditions of a rule hold for a row.
func (h *header) holds(r *row) bool {
	for _, c := range h.conditions {
		if !c.holds(r) {
			return false
		}
	}
	return true
}
