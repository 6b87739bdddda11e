package formats

import "unicode/utf8"

// AppendJSON appends a text as a string of JSON. What is not UTF-8 becomes the
// replacement character, U+FFFD.
func AppendJSON(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	done := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		wrong := r == utf8.RuneError && size == 1
		if r < ' ' || r == '"' || r == '\\' || wrong {
			b = append(b, text[done:i]...)
			switch {
			case wrong:
				b = append(b, "\uFFFD"...)
			case r < ' ':
				b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&0xF])
			default:
				b = append(b, '\\', byte(r))
			}
			done = i + size
		}
		i += size
	}
	return append(append(b, text[done:]...), '"')
}
