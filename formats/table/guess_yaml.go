package table

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"entente/formats"
)

// plainText is what YAML reads as a text without quotes.
var plainText = regexp.MustCompile(`^[A-Za-z<][A-Za-z0-9_<> /()$.-]*$`)

// quoted writes a text as YAML.
func quoted(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
	default:
		if plainText.MatchString(s) && strings.TrimSpace(s) == s {
			return s
		}
	}
	return quotedAlways(s)
}

// quotedAlways writes a text as YAML in quotes.
func quotedAlways(s string) string { return string(formats.AppendJSON(nil, s)) }

// cell is the text of the mapping for a column.
func (g *guess) cell(i int) string {
	name := g.header[i]
	first := slices.Index(g.header, name)
	last := len(g.header) - 1
	for last > first && g.header[last] != name {
		last--
	}
	if name == "" || first != last || strings.ContainsAny(name, "<>") || strings.HasPrefix(name, "$") ||
		strings.HasSuffix(name, "?") || strings.TrimSpace(name) == "" {
		name = strconv.Itoa(i + 1)
	}
	return quoted("<" + name + ">")
}
