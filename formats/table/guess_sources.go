package table

import (
	"maps"
	"slices"
	"strings"

	"entente/kg"
)

// rest writes the sources, and as properties the columns that are for nothing else or
// have one of the roles.
func (g *guess) rest(p *page, depth int, unused ...role) {
	g.sources(p, depth)
	if note, ok := g.of(roleNote); ok {
		p.line(depth, "note: %s", note)
	}
	var lines []string
	for i := range g.header {
		other := true
		for r, column := range g.roles {
			if column == i && !slices.Contains(unused, r) {
				other = false
			}
		}
		if !other || len(lines) >= kg.MaxItems {
			continue
		}
		value := g.cell(i)
		if g.numbers(i) {
			value = "{number: " + value + "}"
		}
		lines = append(lines, quoted(g.title(i))+": "+value)
	}
	if lines == nil {
		return
	}
	p.line(depth, "properties:")
	for _, line := range lines {
		p.line(depth+1, "%s", line)
	}
}

// sources writes what the row says of its source.
func (g *guess) sources(p *page, depth int) {
	var fields []string
	if i, ok := g.roles[roleURL]; ok && g.mostly(i, isWeb) {
		fields = append(fields, "url: "+g.cell(i))
	} else if ok {
		fields = append(fields, "title: "+g.cell(i))
	}
	if title, ok := g.of(roleCitation); ok && !slices.ContainsFunc(fields, isTitle) {
		fields = append(fields, "title: "+title)
	}
	if len(fields) == 0 {
		p.line(depth, "# No column names a source: the file itself is the source of its rows.")
		return
	}
	if publisher, ok := g.of(rolePublisher); ok {
		fields = append(fields, "publisher: "+publisher)
	}
	if i, ok := g.roles[rolePublished]; ok {
		fields = append(fields, "publishedAt: "+g.date(i, false))
	}
	p.line(depth, "# A row without one rests on the file itself.")
	if len(fields) == 1 {
		_, text, _ := strings.Cut(fields[0], ": ")
		p.line(depth, "sources: %s", text)
		return
	}
	p.line(depth, "sources: [{%s}]", strings.Join(fields, ", "))
}

func isTitle(field string) bool { return strings.HasPrefix(field, "title: ") }

// means writes the meanings of sentinels, sorted.
func means(all map[string]string) string {
	var pairs []string
	for _, text := range slices.Sorted(maps.Keys(all)) {
		pairs = append(pairs, quotedAlways(text)+": "+all[text])
	}
	return "{" + strings.Join(pairs, ", ") + "}"
}
