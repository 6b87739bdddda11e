package dataset

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted reads a text in double quotes, the first of which is next.
func (j *jsonReader) quoted() (string, error) {
	start := j.pos + 1
	for i := start; i < len(j.text); i++ {
		switch c := j.text[i]; {
		case c == '"':
			j.pos = i + 1
			return j.text[start:i], nil
		case c == '\\':
			j.pos = i
			return j.withEscapes(j.text[start:i])
		case c < ' ':
			j.pos = i
			return "", j.fail("a control character in a text", "write it as an escape, such as \\n or \\t")
		}
	}
	j.pos = len(j.text)
	return "", j.fail("the line ends within a text", "")
}

// withEscapes reads on at the first escape of a text, behind its beginning.
func (j *jsonReader) withEscapes(beginning string) (string, error) {
	var b strings.Builder
	b.WriteString(beginning)
	for j.pos < len(j.text) {
		switch c := j.text[j.pos]; {
		case c == '"':
			j.pos++
			return b.String(), nil
		case c == '\\':
			r, err := j.escape()
			if err != nil {
				return "", err
			}
			b.WriteRune(r)
		case c < ' ':
			return "", j.fail("a control character in a text", "write it as an escape, such as \\n or \\t")
		default:
			b.WriteByte(c)
			j.pos++
		}
	}
	return "", j.fail("the line ends within a text", "")
}

// simpleEscapes are those of one character.
var simpleEscapes = map[byte]rune{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// escape reads one escape, or the two that make one character past U+FFFF.
func (j *jsonReader) escape() (rune, error) {
	if j.pos+1 < len(j.text) {
		if r, ok := simpleEscapes[j.text[j.pos+1]]; ok {
			j.pos += 2
			return r, nil
		}
	}
	r, ok := unit(j.text[j.pos:])
	if !ok {
		return 0, j.fail("not an escape in JSON", `write \\ for a backslash`)
	}
	if !utf16.IsSurrogate(r) {
		j.pos += 6
		return r, nil
	}
	second, _ := unit(j.text[j.pos+6:])
	if r = utf16.DecodeRune(r, second); r == utf8.RuneError {
		return 0, j.fail("half of a character", "write the two escapes of a surrogate pair together")
	}
	j.pos += 12
	return r, nil
}

// unit reads an escape such as \u00e9.
func unit(text string) (rune, bool) {
	if len(text) < 6 || text[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	return rune(n), err == nil
}

// numberEnd returns where a number that begins at a place of a text ends, or -1 where
// there is none that JSON knows.
func numberEnd(text string, at int) int {
	if at < len(text) && text[at] == '-' {
		at++
	}
	whole := digitsEnd(text, at)
	if whole == at || text[at] == '0' && whole > at+1 {
		return -1
	}
	at = whole
	if at < len(text) && text[at] == '.' {
		end := digitsEnd(text, at+1)
		if end == at+1 {
			return -1
		}
		at = end
	}
	if at < len(text) && (text[at] == 'e' || text[at] == 'E') {
		from := at + 1
		if from < len(text) && (text[from] == '+' || text[from] == '-') {
			from++
		}
		end := digitsEnd(text, from)
		if end == from {
			return -1
		}
		at = end
	}
	return at
}

// digitsEnd returns where the digits that begin at a place of a text end.
func digitsEnd(text string, at int) int {
	for at < len(text) && text[at] >= '0' && text[at] <= '9' {
		at++
	}
	return at
}
