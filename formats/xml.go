package formats

import "unicode/utf8"

// AppendXML appends a text as it stands in XML, between tags or in an attribute. What
// XML 1.0 cannot hold, such as control characters and what is not UTF-8, becomes the
// replacement character, U+FFFD.
func AppendXML(b []byte, text string) []byte {
	done := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if escaped := escapeXML(r, size); escaped != "" {
			b = append(append(b, text[done:i]...), escaped...)
			done = i + size
		}
		i += size
	}
	return append(b, text[done:]...)
}

// AppendXMLAttribute appends an attribute of a tag, with a space before it.
func AppendXMLAttribute(b []byte, name, value string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(AppendXML(b, value), '"')
}

// escapeXML returns what stands for a character, or nothing where it stands for itself.
// Tabs and ends of lines are written so that attributes keep them.
func escapeXML(r rune, size int) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '\'':
		return "&apos;"
	case '\t':
		return "&#9;"
	case '\n':
		return "&#10;"
	case '\r':
		return "&#13;"
	}
	if r < ' ' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError && size == 1 {
		return "\uFFFD"
	}
	return ""
}
