package table

import (
	"slices"
	"strconv"

	"entente/kg"
)

// A guess is what the columns of a sample are taken for.
type guess struct {
	*sample
	roles map[role]int
	// dates are the dates of the columns that have some.
	dates map[int]dating
	// clashing are columns that are not the id of what the rows tell of.
	clashing map[int]bool
	// checks are what the reader of the mapping should look at.
	checks []string
}

// find takes each column for something.
func (g *guess) find() {
	g.dates, g.clashing = map[int]dating{}, map[int]bool{}
	g.roles = rolesOf(g.header, g.fits)
	if g.headless {
		g.byValues()
	}
	g.otherIDs()
	g.memberIsNamed()
	_, from := g.roles[roleFrom]
	_, to := g.roles[roleTo]
	_, name := g.roles[roleName]
	_, id := g.roles[roleID]
	switch {
	case from != to || !from && !name && !id:
		g.firstTwo()
	case !from:
		delete(g.roles, roleType)
	}
	g.kindOfTies()
	g.leftDates()
	for _, r := range []role{roleStart, roleEnd, roleWhen, rolePublished} {
		if i, ok := g.roles[r]; ok {
			g.dates[i] = datesOf(g.column(i))
		}
	}
}

// kindOfTies takes the kind of what is a tie for its type, where nothing else is.
func (g *guess) kindOfTies() {
	_, tie := g.roles[roleFrom]
	_, typed := g.roles[roleType]
	if kind, ok := g.roles[roleKind]; ok && tie && !typed {
		g.roles[roleType] = kind
		delete(g.roles, roleKind)
	}
}

// memberIsNamed takes a name for the end from which a tie goes to what is called as the
// other end is, such as an organisation; a position in it is what ties the two.
func (g *guess) memberIsNamed() {
	_, from := g.roles[roleFrom]
	_, to := g.roles[roleTo]
	name, named := g.roles[roleName]
	if from || !to || !named {
		return
	}
	g.roles[roleFrom] = name
	delete(g.roles, roleName)
	g.checks = append(g.checks, quoted(g.title(name))+" is taken for one end of a tie and "+
		quoted(g.title(g.roles[roleTo]))+" for the other: say whether they are")
	if _, typed := g.roles[roleType]; typed {
		return
	}
	for i := range g.header {
		if !slices.Contains(positions, plainName(g.header[i])) || g.taken(i) {
			continue
		}
		if cells := g.column(i); !slices.Contains(cells, "") && g.distinct(i) <= maxPositions {
			g.roles[roleType] = i
			g.checks = append(g.checks, quoted(g.title(i))+" is taken for the type of the tie: make it a property if it is none")
		} else {
			g.checks = append(g.checks, quoted(g.title(i))+" is a property of the tie: make it the type if it is one")
		}
		return
	}
}

// positions are what a column is called that says what somebody is in an organisation.
var positions = []string{"position", "role", "post", "function", "rank", "jobtitle", "title", "office", "job"}

// maxPositions is how many different ones can be types of ties.
const maxPositions = 20

// byValues takes columns without names for what their cells look like: two ends and what
// ties them, then a start and an end.
func (g *guess) byValues() {
	var rest []int
	for i := range g.header {
		dated := 0
		cells := g.column(i)
		for _, cell := range cells {
			if looksDated(cell) && !plainNumber(cell) {
				dated++
			}
		}
		_, started := g.roles[roleStart]
		_, ended := g.roles[roleEnd]
		switch {
		case dated*10 < len(cells)*8 || len(cells) == 0:
			rest = append(rest, i)
		case !started:
			g.roles[roleStart] = i
		case !ended:
			g.roles[roleEnd] = i
		}
	}
	if len(rest) >= 3 && g.distinct(rest[1])*5 < len(g.rows) {
		g.roles[roleFrom], g.roles[roleType], g.roles[roleTo] = rest[0], rest[1], rest[2]
		g.checks = append(g.checks, "the columns have no names: they were told by what stands in them")
	}
}

// plainNumber reports whether a text is digits alone, which may be no year.
func plainNumber(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}

// distinct counts the texts of a column.
func (g *guess) distinct(i int) int {
	cells := g.column(i)
	slices.Sort(cells)
	return len(slices.Compact(cells))
}

// firstTwo takes the first columns that are for nothing else as the ends of ties.
func (g *guess) firstTwo() {
	g.checks = append(g.checks, "no columns are called from and to: say which are the two ends")
	for i := range g.header {
		_, from := g.roles[roleFrom]
		_, to := g.roles[roleTo]
		switch {
		case g.taken(i) || g.dated(i) && !g.headless:
		case !from:
			g.roles[roleFrom] = i
		case !to:
			g.roles[roleTo] = i
		}
	}
	for _, r := range []role{roleName, roleID, roleKind, roleType} {
		for _, end := range []role{roleFrom, roleTo} {
			if _, there := g.roles[end]; there {
				continue
			}
			if i, ok := g.roles[r]; ok {
				g.roles[end] = i
				delete(g.roles, r)
			}
		}
	}
	g.firstOne()
}

// firstOne takes a table with no second end for one of entities.
func (g *guess) firstOne() {
	_, from := g.roles[roleFrom]
	_, to := g.roles[roleTo]
	if from && to {
		return
	}
	g.checks[len(g.checks)-1] = "no columns are called from and to, id or name: say what the rows tell of"
	name := max(g.roles[roleFrom], g.roles[roleTo])
	delete(g.roles, roleFrom)
	delete(g.roles, roleTo)
	g.roles[roleName] = name
}

// taken reports whether a column has a role.
func (g *guess) taken(i int) bool {
	for _, column := range g.roles {
		if column == i {
			return true
		}
	}
	return false
}

// numbers reports whether all cells of a column that have a text are numbers.
func (g *guess) numbers(i int) bool {
	some := false
	for _, cell := range g.column(i) {
		if cell == "" || slices.Contains(emptyWords, cell) {
			continue
		}
		if !isNumber(cell) {
			return false
		}
		some = true
	}
	return some
}

// mostly reports whether nearly all cells of a column are as asked, of those with a text.
func (g *guess) mostly(i int, as func(string) bool) bool {
	yes, all := 0, 0
	for _, cell := range g.column(i) {
		if cell != "" {
			all++
			if as(cell) {
				yes++
			}
		}
	}
	return all > 0 && yes*10 >= all*9
}

// isSign reports whether a text is the sign of a tie.
func isSign(text string) bool {
	b := builder{row: &row{}}
	_, err := b.sign(literal(b.row.at, text), text)
	return err == nil
}

// isWeb reports whether a text can be the address of a source.
func isWeb(text string) bool {
	s := kg.Source{Header: kg.Header{ID: "s"}, Title: "t", URL: text}
	return s.Validate() == nil
}
