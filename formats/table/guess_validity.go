package table

import (
	"fmt"
	"strings"
)

// validity writes where the time of a row stands.
func (g *guess) validity(p *page, depth int) {
	_, start := g.roles[roleStart]
	_, end := g.roles[roleEnd]
	_, startYear := g.roles[roleStartYear]
	_, endYear := g.roles[roleEndYear]
	when, single := g.roles[roleWhen]
	switch {
	case start || end || startYear || endYear:
		p.line(depth, "validity:")
		g.bound(p, depth+1, "start", roleStart, [3]role{roleStartYear, roleStartMonth, roleStartDay})
		g.bound(p, depth+1, "end", roleEnd, [3]role{roleEndYear, roleEndMonth, roleEndDay})
	case single:
		g.remarks(p, depth, when, false)
		if g.mostly(when, plainNumber) {
			p.line(depth, "# Where rows of following years are one and the same, put this before relationships or")
			p.line(depth, "# entities, with the columns that they have alike, and then write <$first> and <$last>:")
			p.line(depth, "#   spells: {by: [<...>, <...>], year: %s}", g.cell(when))
		}
		p.line(depth, "validity: %s", g.date(when, true))
	default:
		p.line(depth, "# No column says when: nothing is known of the time.")
	}
}

// bound writes a start or an end, of one column or of three.
func (g *guess) bound(p *page, depth int, name string, whole role, parts [3]role) {
	if i, ok := g.roles[whole]; ok {
		g.remarks(p, depth, i, name == "end")
		p.line(depth, "%s: %s", name, g.date(i, true))
		return
	}
	year, ok := g.of(parts[0])
	if !ok {
		return
	}
	fields := "year: " + year
	if month, ok := g.of(parts[1]); ok {
		fields += ", month: " + month
		if day, ok := g.of(parts[2]); ok {
			fields += ", day: " + day
		}
	}
	if seen := datesOf(g.column(g.roles[parts[0]])).means; len(seen) > 0 {
		fields += ", means: " + means(g.composed(seen, parts))
	}
	p.line(depth, "%s: {%s}", name, fields)
}

// composed writes sentinels in a column of years as the dates that they are part of.
func (g *guess) composed(seen map[string]string, parts [3]role) map[string]string {
	out := map[string]string{}
	for _, row := range g.rows {
		year := row[g.roles[parts[0]]]
		meaning, ok := seen[year]
		if !ok {
			continue
		}
		var rest [2]string
		for k, r := range parts[1:] {
			if i, there := g.roles[r]; there && strings.Trim(row[i], "0") != "" {
				rest[k] = row[i]
			}
		}
		if rest[0] == "" {
			rest[1] = ""
		}
		if len(out) < 20 {
			out[joinDate(year, rest[0], rest[1])] = meaning
		}
	}
	return out
}

// date writes a date with the form it has. With precision it has the one of its column.
func (g *guess) date(i int, precision bool) string {
	d := g.dates[i]
	fields := []string{"date: " + g.cell(i)}
	switch len(d.forms) {
	case 0:
	case 1:
		fields = append(fields, "form: "+quoted(d.forms[0]))
	default:
		var forms []string
		for _, form := range d.forms {
			forms = append(forms, quoted(form))
		}
		fields = append(fields, "form: ["+strings.Join(forms, ", ")+"]")
	}
	if d.digit != "" {
		fields = append(fields, fmt.Sprintf("unknownDigit: %q", d.digit))
	}
	if len(d.means) > 0 {
		fields = append(fields, "means: "+means(d.means))
	}
	if column, ok := g.of(rolePrecision); ok && precision && g.precisions() {
		fields = append(fields, "precision: "+column)
	}
	if len(fields) == 1 {
		return g.cell(i)
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// precisions reports whether the column called so has words for precisions.
func (g *guess) precisions() bool {
	return g.mostly(g.roles[rolePrecision], func(cell string) bool {
		_, err := precise("2000-01-01", cell)
		return err == nil
	})
}

// remarks writes what was assumed of a column of dates.
func (g *guess) remarks(p *page, depth, i int, end bool) {
	d := g.dates[i]
	if d.doubtful {
		p.line(depth, "# CHECK: day and month can be read either way in all rows that were looked at.")
	}
	if d.unreads > 0 {
		p.line(depth, "# CHECK: %d of the dates cannot be read, such as %s; name their form, or what they mean.",
			d.unreads, oneLine(d.unread))
	}
	if !end {
		return
	}
	p.line(depth, "# An empty end says that nothing is known of it. If it says that it goes on,")
	p.line(depth, `# write means: {"": ongoing}. The last day counts; if it is the first that does not,`)
	p.line(depth, "# write exclusive: true.")
	if d.edge != "" {
		p.line(depth, "# CHECK: %d of %d rows end on %s. If the list ends there, and not what it lists, write",
			d.edges, d.dates, oneLine(d.edge))
		p.line(depth, "# means: {%q: attested}.", oneLine(d.edge))
	}
}
