package table

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// someYear is what has a year in it, or a day in numbers, whatever else it says.
var someYear = regexp.MustCompile(`\p{Nd}{3,}|\p{Nd}[./-]\p{Nd}+[./-]\p{Nd}`)

// dated reports whether most cells of a column that say something are dates. Numbers of
// four digits are years where they can be recent ones, and other numbers none.
func (g *guess) dated(i int) bool {
	return g.most(i, func(cell string) bool {
		if plainNumber(cell) && len(cell) != len("YYYYMMDD") {
			year, err := strconv.Atoi(cell)
			return err == nil && len(cell) == len("YYYY") && year >= 1400 && year <= 2100
		}
		return looksDated(cell) || inWords(cell) != ""
	})
}

// maybeDated reports whether the cells of a column can be dates: it has none, or most
// have something of a year or a day.
func (g *guess) maybeDated(i int) bool {
	return g.blank(i) || g.most(i, func(cell string) bool { return looksDated(cell) || someYear.MatchString(cell) })
}

// most reports whether more than half of the cells of a column are as asked, of those
// that are neither empty nor stand for no date.
func (g *guess) most(i int, as func(string) bool) bool {
	yes, all := 0, 0
	for _, cell := range g.column(i) {
		if _, none := sentinels[cell]; cell == "" || none {
			continue
		}
		all++
		if as(cell) {
			yes++
		}
	}
	return yes*2 > all
}

// blank reports whether the cells of a column are all empty, or stand for no date.
func (g *guess) blank(i int) bool {
	for _, cell := range g.column(i) {
		if _, none := sentinels[cell]; cell != "" && !none {
			return false
		}
	}
	return true
}

// ambiguous are the names that are those of two ends as well as those of a start and an
// end, the one beside the other.
var ambiguous = map[string]string{"from": "to", "to": "from", "von": "bis", "bis": "von"}

// fits reports whether a column can have a role, by what stands in it.
func (g *guess) fits(r role, i int) bool {
	name := plainName(g.header[i])
	beside, either := ambiguous[name]
	dates := g.dated(i) || either && g.blank(i) && g.datedColumn(beside)
	if dates && (!either || g.namesTime()) && g.mostly(i, plainNumber) {
		dates = false // ids of four digits look like years
	}
	switch r {
	case roleFrom, roleTo:
		return !dates
	case roleStart, roleEnd:
		return dates || !either && g.maybeDated(i)
	case roleWhen:
		return g.maybeDated(i)
	case roleStartYear, roleEndYear:
		return g.blank(i) || g.most(i, func(cell string) bool { return isNumber(strings.TrimLeft(cell, "0")) })
	case roleID:
		return !g.clashing[i]
	}
	return true
}

// namesTime reports whether a column that cannot be an end says when, by its name.
func (g *guess) namesTime() bool {
	for _, known := range names {
		switch known.role {
		case roleStart, roleEnd, roleStartYear, roleEndYear, roleWhen:
		default:
			continue
		}
		for i, title := range g.header {
			name := plainName(title)
			if _, either := ambiguous[name]; !either && slices.Contains(strings.Fields(known.names), name) && g.dated(i) {
				return true
			}
		}
	}
	return false
}

// datedColumn reports whether there is a column of a plain name with dates.
func (g *guess) datedColumn(name string) bool {
	for i, title := range g.header {
		if plainName(title) == name && g.dated(i) {
			return true
		}
	}
	return false
}

// leftDates takes columns of dates that are for nothing else as start and end, where
// nothing is.
func (g *guess) leftDates() {
	for _, r := range []role{roleStartYear, roleEndYear, roleWhen} {
		if _, there := g.roles[r]; there {
			return
		}
	}
	if g.headless {
		return
	}
	for _, r := range []role{roleStart, roleEnd} {
		if _, there := g.roles[r]; there {
			continue
		}
		for i := range g.header {
			if !g.taken(i) && g.dated(i) {
				g.roles[r] = i
				g.checks = append(g.checks, fmt.Sprintf(
					"%s is taken for the %s, as it has dates: say whether it is", quoted(g.title(i)), r))
				break
			}
		}
	}
}
