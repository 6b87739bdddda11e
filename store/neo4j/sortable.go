package neo4j

import "strings"

// Neo4j's indexes compare texts by code point, but a comparison in a query with a
// parameter goes by UTF-16, where characters beyond the basic plane come before
// U+E000. So texts that are ordered are kept in a form that both order alike, and
// as Go does: every character from U+E000 on is written as U+E000 and two below it.
const (
	// firstEscaped is the first character that the two orders disagree about; it
	// also opens each escape.
	firstEscaped = 0xE000
	// An escape's other two characters hold the rest of the number, in parts that
	// take two bytes each, so that a name of any length allowed fits an index key.
	escapeBits = 10
	escapeBase = 0x100
)

// lastSortable is after every sortable text.
const lastSortable = "\uFFFF"

// sortable returns text in the form that is kept.
func sortable(text string) string {
	if !strings.ContainsFunc(text, isEscaped) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !isEscaped(r) {
			b.WriteRune(r)
			continue
		}
		rest := r - firstEscaped
		b.WriteRune(firstEscaped)
		b.WriteRune(escapeBase + rest>>escapeBits)
		b.WriteRune(escapeBase + rest&(1<<escapeBits-1))
	}
	return b.String()
}

func isEscaped(r rune) bool { return r >= firstEscaped }

// unsortable returns the text that sortable made kept from.
func unsortable(kept string) string {
	if !strings.ContainsFunc(kept, isEscaped) {
		return kept
	}
	var b strings.Builder
	runes := []rune(kept)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r == firstEscaped && i+2 < len(runes) {
			r += (runes[i+1]-escapeBase)<<escapeBits + runes[i+2] - escapeBase
			i += 2
		}
		b.WriteRune(r)
	}
	return b.String()
}
