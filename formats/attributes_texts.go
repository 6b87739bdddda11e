package formats

import (
	"strconv"
	"strings"

	"entente/kg"
)

// between parts the items of a list in one text.
const between = " | "

// sourceText returns a source in words: title, publisher, date, address, licence.
func sourceText(s *kg.Source) string {
	var b strings.Builder
	b.WriteString(s.Title)
	for _, part := range [...]string{s.Publisher, string(s.PublishedAt), s.URL} {
		if part != "" {
			b.WriteString(", " + part)
		}
	}
	if s.Licence != "" {
		b.WriteString(" [" + s.Licence + "]")
	}
	return b.String()
}

// sourcesText returns sources in words.
func (a *attributes) sourcesText(ids []kg.ID) string {
	if len(ids) == 1 {
		return a.sources[ids[0]]
	}
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = a.sources[id]
	}
	return strings.Join(texts, between)
}

// JoinIDs returns ids in one text, parted by a space, which none of them has.
func JoinIDs(ids []kg.ID) string {
	if len(ids) == 1 {
		return string(ids[0])
	}
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(id))
	}
	return b.String()
}

// otherNames returns the texts of all names but the one that is shown.
func otherNames(names []kg.Name, shown string) string {
	var others []string
	for _, name := range names {
		if name.Text != shown {
			others = append(others, name.Text)
		}
	}
	return strings.Join(others, between)
}

// externalIDs returns ids in other lists as "wikidata:Q30".
func externalIDs(ids []kg.ExternalID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = id.Scheme + ":" + id.ID
	}
	return strings.Join(texts, between)
}

// propertiesText returns properties as an object of JSON with texts, by name.
func propertiesText(p kg.Properties) string {
	if len(p) == 0 {
		return ""
	}
	b := []byte{'{'}
	for i, name := range p.Names() {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(AppendJSON(b, name), ':')
		b = AppendJSON(b, p[name].String())
	}
	return string(append(b, '}'))
}

// Decimal writes a number without an exponent.
func Decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
