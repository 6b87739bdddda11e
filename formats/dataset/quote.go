package dataset

import (
	"strings"
	"unicode"
)

// appendQuoted appends a text in double quotes, as both JSON and YAML read it. Escapes
// stand for line breaks and other control characters, and for what cannot be seen but
// changes how a text is shown or split: direction marks, joiners, line separators.
func appendQuoted(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	kept := 0
	for i, r := range text {
		if !escaped(r) {
			continue
		}
		b = append(b, text[kept:i]...)
		kept = i + len(string(r))
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\n':
			b = append(b, '\\', 'n')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		}
	}
	b = append(b, text[kept:]...)
	return append(b, '"')
}

// escaped reports whether a character has to stand as an escape. JSON and YAML have
// different ones for those past U+FFFF, and all of these are read as they are.
func escaped(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' ' || r == '"' || r == '\\'
	case r < 0xa0:
		return true
	default:
		return r <= 0xffff && (r >= 0xfffe || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Cf, r))
	}
}

// readOtherwise are words that some reader of YAML takes for something else than text.
var readOtherwise = map[string]bool{
	"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "true": true, "false": true,
	"null": true, "nan": true, "inf": true, "infinity": true,
}

// plain reports whether a text can stand in YAML without quotes, wherever it stands: it
// begins with a letter, and has no sign that means anything to any reader.
func plain(text string) bool {
	var before rune
	for i, r := range text {
		switch {
		case unicode.IsLetter(r):
		case i == 0:
			return false
		case r == ' ':
			if before == ' ' {
				return false
			}
		case r < 0x80:
			if !(r >= '0' && r <= '9') && !strings.ContainsRune("_-./()'+;", r) {
				return false
			}
		case escaped(r) || !unicode.In(r, unicode.M, unicode.N, unicode.P):
			return false
		}
		before = r
	}
	return text != "" && before != ' ' && !readOtherwise[strings.ToLower(text)]
}

// isNumber reports whether a text is a number in JSON, and so in YAML.
func isNumber(text string) bool { return text != "" && numberEnd(text, 0) == len(text) }
