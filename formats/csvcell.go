package formats

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Cell returns a text as it is safe in a cell of a CSV file. A spreadsheet would run a
// text that begins as a formula does, with = + - or @ (also in their full width), a tab
// or the end of a line: it gets an apostrophe before it. A number is left as it is.
//
// Quoting is not done here; package encoding/csv does it.
func Cell(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) || text == "" || isNumber(text) {
		return text
	}
	return "'" + text
}

// isNumber reports whether a text is a number in decimal digits: -44 and -1.5e6 are, and
// neither -0044-03-15 nor +Inf.
func isNumber(text string) bool {
	if strings.Trim(text, "+-.0123456789eE") != "" {
		return false
	}
	_, err := strconv.ParseFloat(text, 64)
	return err == nil
}
