package neo4jcsv

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entente/formats"
	"entente/kg"
)

// mapped returns the files in the order in which they are to be read, nodes first, and
// the mapping that their headers amount to.
func mapped(files []formats.File) ([]formats.File, *formats.File, error) {
	headers := make([]header, len(files))
	byName := map[string]header{}
	var mapping strings.Builder
	mapping.WriteString("files:\n")
	for i, f := range files {
		h, err := readHeader(f)
		if err != nil {
			return nil, nil, err
		}
		other, twice := byName[h.file]
		if twice && !slices.Equal(other.columns, h.columns) {
			return nil, nil, &kg.InvalidError{
				Field: "files", Value: h.file, Reason: "two files of this name have other columns",
				Accepted: "call one of them otherwise",
			}
		}
		if !twice {
			h.write(&mapping)
		}
		headers[i], byName[h.file] = h, h
	}
	var nodes, ties []formats.File
	for i, f := range files {
		if headers[i].isTies() {
			ties = append(ties, f)
		} else {
			nodes = append(nodes, f)
		}
	}
	made := formats.TextFile("mapping of the headers", []byte(mapping.String()))
	return append(nodes, ties...), &made, nil
}

// globSigns are what a pattern of file names would read otherwise.
var globSigns = regexp.MustCompile(`[*?\[\\]`)

// write writes the entry of the mapping for a file.
func (h header) write(b *strings.Builder) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	line("- name: %s", quoted(globSigns.ReplaceAllString(h.file, `\$0`)))
	line("  table: {delimiter: %s}", quoted(delimiterName(h.delimiter)))
	h.writeCells(line)
	if h.isTies() {
		h.relationships(line)
		return
	}
	h.nodes(line)
}

func delimiterName(c byte) string {
	if c == '\t' {
		return "tab"
	}
	return string(c)
}

// writeCells writes what is done with the cells of columns: arrays are split, and of the
// labels the first counts. Only columns that are used may have an entry.
func (h header) writeCells(line func(string, ...any)) {
	var rules []string
	for i, c := range h.columns {
		switch {
		case c.kind == "LABEL":
			rules = append(rules, fmt.Sprintf(`"%d": {before: ";"}`, i+1))
		case c.array && c.kind != "IGNORE":
			rules = append(rules, fmt.Sprintf(`"%d": {split: ";"}`, i+1))
		}
	}
	if rules != nil {
		line("  cells: {%s}", strings.Join(rules, ", "))
	}
}

// cell is the text of the mapping for a column, by its number.
func cell(i int) string { return fmt.Sprintf("<%d>", i+1) }

// id is the text of the mapping for an id, which a group makes its own.
func (h header) id(i int) string {
	if group := h.columns[i].group; group != "" {
		return quoted(strings.ReplaceAll(group, "<", "<<") + "-" + cell(i))
	}
	return cell(i)
}

func (h header) nodes(line func(string, ...any)) {
	line("  entities:")
	line("  - id: %s", h.id(h.find("ID")))
	used := []int{h.find("ID")}
	if i := h.named("name", "title", "label"); i >= 0 {
		line("    name: %s", cell(i))
		used = append(used, i)
	}
	if i := h.find("LABEL"); i >= 0 {
		line("    kind: %s", cell(i))
	}
	h.rest(line, used)
}

func (h header) relationships(line func(string, ...any)) {
	line("  relationships:")
	from, to := h.find("START_ID"), h.find("END_ID")
	line("  - from: {id: %s, reference: true}", h.id(from))
	line("    to: {id: %s, reference: true}", h.id(to))
	if i := h.find("TYPE"); i >= 0 {
		line("    type: %s", cell(i))
	} else {
		line("    type: %s", quoted(formats.TermName(strings.TrimSuffix(h.file, ".csv"))))
	}
	h.rest(line, nil)
}

// named returns the first column that is called one of some names, or -1.
func (h header) named(names ...string) int {
	for _, name := range names {
		for i, c := range h.columns {
			if strings.EqualFold(c.name, name) && !c.array && c.kind != "IGNORE" {
				return i
			}
		}
	}
	return -1
}

// rest writes the time, and as properties the columns that are not used.
func (h header) rest(line func(string, ...any), used []int) {
	start := h.named("start", "startDate", "startedAt", "since", "validFrom")
	end := h.named("end", "endDate", "endedAt", "until", "validTo")
	var bounds []string
	for _, bound := range []struct {
		name string
		i    int
	}{{"start", start}, {"end", end}} {
		if bound.i >= 0 {
			bounds = append(bounds, bound.name+": "+cell(bound.i))
			used = append(used, bound.i)
		}
	}
	if bounds != nil {
		line("    validity: {%s}", strings.Join(bounds, ", "))
	}
	first := true
	seen := map[string]bool{}
	for i, c := range h.columns {
		role := slices.Contains([]string{"ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"}, c.kind)
		if role || slices.Contains(used, i) || c.name == "" || seen[c.name] {
			continue
		}
		seen[c.name] = true
		if first {
			line("    properties:")
			first = false
		}
		value := cell(i)
		if c.isNumber() {
			value = "{number: " + value + "}"
		}
		line("      %s: %s", quoted(c.name), value)
	}
}

// quoted writes a text as YAML.
func quoted(s string) string { return string(formats.AppendJSON(nil, s)) }
