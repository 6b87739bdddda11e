package table

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
)

// A page is the text of a mapping in the making.
type page struct{ strings.Builder }

// line writes a line at a depth.
func (p *page) line(depth int, format string, args ...any) {
	p.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.Builder, format, args...)
	p.WriteByte('\n')
}

// write writes the mapping.
func (g *guess) write() []byte {
	var p page
	base := path.Base(strings.ReplaceAll(g.name, `\`, "/"))
	p.line(0, "# A first mapping for %s, made from its header and its first %d rows.", oneLine(base), len(g.rows))
	p.line(0, "# Look it over, above all where it says CHECK, and then:")
	p.line(0, "#")
	p.line(0, "#   entente import %s --map mapping.yaml --dry-run", oneLine(base))
	p.line(0, "#")
	p.line(0, "# <name> is the cell of a column. The columns, each with some of its cells:")
	for i := range g.header {
		p.line(0, "#   %-20s %s", oneLine(g.title(i)), oneLine(strings.Join(g.examples(i), " | ")))
	}
	if g.refused+g.uneven > 0 {
		g.checks = append(g.checks, fmt.Sprintf(
			"%d rows cannot be cut into %d cells; the import says where", g.refused+g.uneven, len(g.header)))
	}
	for _, check := range g.checks {
		p.line(0, "# CHECK: %s.", oneLine(check))
	}
	g.layout(&p)
	if _, ties := g.roles[roleFrom]; ties {
		g.relationships(&p)
	} else {
		g.entities(&p)
	}
	return []byte(p.String())
}

// oneLine writes a text as it can stand in a comment.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff {
			return ' '
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > 90 {
		return string(runes[:90]) + "…"
	}
	return s
}

// title is what people call a column by.
func (g *guess) title(i int) string {
	if g.header[i] == "" {
		return strconv.Itoa(i + 1)
	}
	return g.header[i]
}

// examples are the first different cells of a column.
func (g *guess) examples(i int) []string {
	var out []string
	for _, cell := range g.column(i) {
		if cell != "" && !slices.Contains(out, cell) && len(out) < 4 {
			if runes := []rune(cell); len(runes) > 24 {
				cell = string(runes[:24]) + "…"
			}
			out = append(out, cell)
		}
	}
	return out
}

// layout writes how the file is cut, where that does not go without saying.
func (g *guess) layout(p *page) {
	d := g.dialect
	var lines []string
	if g.encoding != "" {
		lines = append(lines, fmt.Sprintf("encoding: %-14s # CHECK: it is not UTF-8", g.encoding))
	}
	if d.Delimiter != (layout{}).dialect(g.name).Delimiter {
		lines = append(lines, "delimiter: "+map[byte]string{',': `","`, ';': `";"`, '\t': "tab", '|': `"|"`}[d.Delimiter])
	}
	if d.Plain {
		lines = append(lines, "quotes: false            # quotes are text in this file")
	}
	if g.headless {
		lines = append(lines, "header: false            # the first row is data; give the columns names if you like")
		numbers := make([]string, len(g.header))
		for i := range numbers {
			numbers[i] = strconv.Quote(strconv.Itoa(i + 1))
		}
		lines = append(lines, "columns: ["+strings.Join(numbers, ", ")+"]")
	}
	if d.Skip > 0 {
		lines = append(lines, fmt.Sprintf("skip: %-18d # lines before the one with the names", d.Skip))
	}
	var empty []string
	for _, word := range emptyWords {
		if slices.ContainsFunc(g.rows, func(row []string) bool { return slices.Contains(row, word) }) {
			empty = append(empty, quoted(word))
		}
	}
	if empty != nil {
		lines = append(lines, "empty: ["+strings.Join(empty, ", ")+"]   # these say nothing")
	}
	if lines == nil {
		return
	}
	p.line(0, "")
	p.line(0, "table:")
	for _, line := range lines {
		p.line(1, "%s", line)
	}
}

// of is the text of the mapping for the column of a role, and false if there is none.
func (g *guess) of(r role) (string, bool) {
	i, ok := g.roles[r]
	if !ok {
		return "", false
	}
	return g.cell(i), true
}

// relationships writes the rule for rows that are ties.
func (g *guess) relationships(p *page) {
	p.line(0, "")
	p.line(0, "relationships:")
	id, hasID := g.tieID()
	if !hasID {
		p.line(1, "# Without id: a tie is told by all that its row says, so a row that is corrected later is")
		p.line(1, "# another tie; name a column that stays the same.")
	}
	if kind, ok := g.of(roleType); ok {
		if g.numbers(g.roles[roleType]) {
			p.line(1, "# CHECK: types are numbers. Say what they stand for, before relationships:")
			p.line(1, "#   cells: {%s: {translate: {\"1\": member of, \"2\": allied with}}}", quoted(g.title(g.roles[roleType])))
		}
		p.line(1, "- type: %s", kind)
	} else {
		name := formats.TermName(stem(g.name))
		p.line(1, "- type: %-20s # CHECK: no column says what ties the two; this is the name of the file", quoted(name))
	}
	if hasID {
		p.line(2, "id: %s", id)
	}
	from, _ := g.of(roleFrom)
	to, _ := g.of(roleTo)
	p.line(2, "# The ends: write {id: %s, kind: state} to say more of them than a name.", "cow-"+strings.Trim(from, `"`))
	p.line(2, "from: %s", from)
	p.line(2, "to: %s", to)
	g.validity(p, 2)
	if i, ok := g.roles[roleSign]; ok && g.mostly(i, isSign) {
		p.line(2, "sign: %s", g.cell(i))
	}
	g.rest(p, 2, roleID, roleName, roleKind, roleAlias, roleLatitude, roleLongitude, roleWikidata)
}

// entities writes the rule for rows that are entities.
func (g *guess) entities(p *page) {
	p.line(0, "")
	p.line(0, "entities:")
	id, hasID := g.of(roleID)
	name, hasName := g.of(roleName)
	switch {
	case hasID:
		p.line(1, "- id: %s", id)
	default:
		p.line(1, "- name: %s", name)
	}
	if hasID && hasName {
		p.line(2, "name: %s", name)
	}
	lat, hasLat := g.roles[roleLatitude]
	lon, hasLon := g.roles[roleLongitude]
	placed := hasLat && hasLon && g.numbers(lat) && g.numbers(lon)
	switch kind, ok := g.of(roleKind); {
	case placed:
		p.line(2, "class: PLACE")
		p.line(2, "location: {latitude: %s, longitude: %s}", g.cell(lat), g.cell(lon))
	default:
		p.line(2, "class: ACTOR             # CHECK: or PLACE, or EVENT")
		if ok {
			p.line(2, "kind: %s", kind)
		}
	}
	if alias, ok := g.of(roleAlias); ok {
		p.line(2, "names: [{text: %s, kind: ALIAS}]", alias)
	}
	if i, ok := g.roles[roleWikidata]; ok {
		p.line(2, "externalIds: [{scheme: wikidata, id: %s}]", g.cell(i))
	}
	g.validity(p, 2)
	used := []role{roleFrom, roleTo, roleType, roleSign}
	if !placed {
		used = append(used, roleLatitude, roleLongitude)
	}
	g.rest(p, 2, used...)
}
