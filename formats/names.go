package formats

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente/kg"
)

// MakeID returns the id that follows from some texts: the same for the same texts, so
// that reading a file twice makes nothing twice. The word says to people what it is.
func MakeID(word string, texts ...string) kg.ID {
	hash := sha256.New()
	for _, text := range texts {
		hash.Write(fmt.Appendf(nil, "%d:%s,", len(text), text))
	}
	return kg.ID(word + "-" + hex.EncodeToString(hash.Sum(nil)[:10]))
}

// KeepID returns the id that a file has for something, as it is where it can be one
// here, and else one that follows from it: what people recognise of it, such as
// United-Kingdom, and a hash, or the word and a hash where there is nothing of the kind.
func KeepID(word, text string) kg.ID {
	if id := kg.ID(text); id.Validate() == nil {
		return id
	}
	if plain := plainText(text, 60); plain != "" {
		word = plain
	}
	return MakeID(word, text)
}

// plainText returns what is left of a text that is in Latin letters, without accents, and
// digits, with hyphens for what is between them; empty where that is less than half of it.
func plainText(text string, limit int) string {
	var b strings.Builder
	kept, gap := 0, false
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			if gap = false; b.Len() < limit {
				b.WriteRune(r)
			}
			kept++
		case unicode.IsLetter(r):
			kept, gap = kept-1, true
		default:
			gap = true
		}
	}
	if kept <= 0 {
		return ""
	}
	return strings.TrimSuffix(b.String(), "-")
}

// TermName returns the name of the term that a text in a file stands for: "Member of"
// and "memberOf" are member-of. A text without a Latin letter or digit gets one made of
// its hash. Names that begin with a digit get an x before it.
func TermName(text string) string {
	var b strings.Builder
	gap, lower := false, false
	for _, r := range norm.NFD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			continue // an accent
		}
		small := unicode.ToLower(r)
		if !(small >= 'a' && small <= 'z' || r >= '0' && r <= '9') {
			gap, lower = true, false
			continue
		}
		if b.Len() > 0 && (gap || lower && r != small) {
			b.WriteByte('-')
		}
		if b.Len() == 0 && r <= '9' {
			b.WriteByte('x')
		}
		b.WriteRune(small)
		gap, lower = false, r == small && r > '9'
	}
	switch name := b.String(); {
	case name == "":
		return string(MakeID("x", text))
	case len(name) > 80:
		return strings.Trim(name[:60], "-") + string(MakeID("", text))
	default:
		return name
	}
}

// Label returns a text as people read it, for the label of a term that it names.
func Label(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '_' || unicode.IsSpace(r) }), " ")
}
