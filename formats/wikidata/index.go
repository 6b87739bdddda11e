package wikidata

import (
	"slices"
	"strconv"
	"strings"

	"entente/kg"
)

// number returns the number of an item's id, such as 30 of Q30.
func number(id string) (uint32, bool) {
	digits, ok := strings.CutPrefix(id, "Q")
	if !ok || digits == "" || digits[0] < '1' || digits[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 30)
	return uint32(n), err == nil
}

// An index knows the class of each item that the files have, in four bytes an item.
type index struct {
	entries []uint32 // number times 4, and the class
	sorted  bool
}

var classes = []kg.EntityClass{kg.ClassActor, kg.ClassPlace, kg.ClassEvent}

func (x *index) add(id string, class kg.EntityClass) {
	if n, ok := number(id); ok {
		x.entries = append(x.entries, n<<2|uint32(slices.Index(classes, class))) //nolint:gosec // 0 to 2
		x.sorted = false
	}
}

// class returns the class of an item that is in the files.
func (x *index) class(id string) (kg.EntityClass, bool) {
	if !x.sorted {
		slices.Sort(x.entries)
		x.sorted = true
	}
	n, ok := number(id)
	if !ok {
		return "", false
	}
	i, _ := slices.BinarySearch(x.entries, n<<2)
	if i == len(x.entries) || x.entries[i]>>2 != n {
		return "", false
	}
	return classes[x.entries[i]&3], true
}
