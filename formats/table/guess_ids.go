package table

import (
	"fmt"
	"slices"
	"strings"
)

// otherIDs keeps a column from being the id of what the rows tell of where one value of
// it stands beside different names, and looks for another.
func (g *guess) otherIDs() {
	for range g.header {
		id, hasID := g.roles[roleID]
		name, hasName := g.roles[roleName]
		_, tie := g.roles[roleFrom]
		if !tie && !hasID && hasName && len(g.clashing) > 0 {
			g.likelyID(name)
		}
		if tie || !hasID || !hasName {
			return
		}
		value, one, other := g.clash(id, name)
		if value == "" {
			return
		}
		g.checks = append(g.checks, fmt.Sprintf("%s is not the id of what the rows tell of: %s is that of %s and of %s",
			quoted(g.title(id)), value, one, other))
		g.clashing[id] = true
		g.roles = rolesOf(g.header, g.fits)
	}
}

// likelyID takes a column that is called an id of some kind and never stands for two names
// as the id: of several that whose values come back most, as it is not that of the row.
func (g *guess) likelyID(name int) {
	best, fewest := -1, 0
	for i := range g.header {
		if g.taken(i) || !strings.HasSuffix(plainName(g.header[i]), "id") || slices.Contains(g.column(i), "") {
			continue
		}
		if value, _, _ := g.clash(i, name); value != "" {
			continue
		}
		if n := g.distinct(i); best < 0 || n < fewest {
			best, fewest = i, n
		}
	}
	if best >= 0 {
		g.roles[roleID] = best
		g.checks = append(g.checks, quoted(g.title(best))+" is taken for the id: say whether it is")
	}
}

// clash returns a value of a column that stands beside two different names, and those.
func (g *guess) clash(id, name int) (value, one, other string) {
	names := map[string]string{}
	for _, row := range g.rows {
		if row[id] == "" || row[name] == "" {
			continue
		}
		before, there := names[row[id]]
		if there && before != row[name] {
			return row[id], before, row[name]
		}
		names[row[id]] = row[name]
	}
	return "", "", ""
}

// tieIDs are what a column with the ids of ties is called; those of states are not among
// them.
var tieIDs = strings.Fields("id key uid uuid identifier code rowid recordid relationshipid relationid " +
	"tieid edgeid linkid")

// tieID returns the text of the mapping for the ids of ties: of a column that is called
// so and has another value in each row.
func (g *guess) tieID() (string, bool) {
	for _, name := range tieIDs {
		for i := range g.header {
			if plainName(g.header[i]) != name || g.used(i) || !g.unique(i) {
				continue
			}
			g.roles[roleTieID] = i
			for r, column := range g.roles {
				if column == i && r != roleTieID {
					delete(g.roles, r)
				}
			}
			if g.sharesIDs(i) {
				return quoted("tie-" + strings.Trim(g.cell(i), `"`)), true
			}
			return g.cell(i), true
		}
	}
	return "", false
}

// used reports whether a column has a role that counts for a tie.
func (g *guess) used(i int) bool {
	for r, column := range g.roles {
		if column == i && r != roleID && r != roleTieID {
			return true
		}
	}
	return false
}

// unique reports whether a column has another value in each row.
func (g *guess) unique(i int) bool {
	cells := g.column(i)
	return len(cells) > 0 && !slices.Contains(cells, "") && g.distinct(i) == len(cells)
}

// sharesIDs reports whether the ids of ties can be those of ends too.
func (g *guess) sharesIDs(i int) bool {
	ids := map[string]bool{}
	for _, id := range g.column(i) {
		ids[id] = true
	}
	for _, end := range []role{roleFrom, roleTo} {
		column := g.roles[end]
		shared := slices.ContainsFunc(g.column(column), func(cell string) bool { return ids[cell] })
		if shared || g.numbers(i) && g.numbers(column) {
			return true
		}
	}
	return false
}
