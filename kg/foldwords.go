package kg

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The definite article, as it is joined to a word and to "and" before it.
const (
	arabicArticle    = "ال"
	andArabicArticle = "وال"
)

// loneArticles are the articles, and the Arabic "and", that may stand apart from
// the word they belong to.
var loneArticles = []string{"al", "el", arabicArticle, "و"}

// foldWords parts letters at spaces and hyphens and folds the words.
func foldWords(letters string) string {
	var words []string
	for _, word := range strings.Fields(letters) {
		parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' })
		for i, part := range parts {
			if i+1 < len(parts) && assimilated(part, parts[i+1]) {
				continue
			}
			words = append(words, foldWord(part))
		}
	}
	return strings.Join(withoutArticles(words), " ")
}

// assimilated reports whether a part before a hyphen is an Arabic article whose l
// is spoken, and written, like the beginning of the next part: the "ez" of
// "ez-Zor". It asks for a or e, so that "US-sponsored" is left alone.
func assimilated(part, next string) bool {
	return (len(part) == 2 || len(part) == 3) && (part[0] == 'a' || part[0] == 'e') &&
		strings.HasPrefix(next, part[1:])
}

// foldWord takes the article off an Arabic word and folds its ending.
func foldWord(word string) string {
	for {
		rest, found := strings.CutPrefix(word, andArabicArticle)
		if !found {
			rest, found = strings.CutPrefix(word, arabicArticle)
		}
		if !found || !atLeast(2, rest) {
			break
		}
		word = rest
	}
	if stem, found := strings.CutSuffix(word, "يه"); found && atLeast(2, stem) {
		return stem + "يا"
	}
	return word
}

// atLeast reports whether s has n runes or more, without counting all.
func atLeast(n int, s string) bool {
	for ; n > 0 && s != ""; n-- {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return n == 0
}

// withoutArticles drops the lone articles that another word follows, and then
// "the" at the beginning unless it is all.
func withoutArticles(words []string) []string {
	last := len(words) - 1
	kept := words[:0]
	for i, word := range words {
		if i == last || !slices.Contains(loneArticles, word) {
			kept = append(kept, word)
		}
	}
	for len(kept) > 1 && kept[0] == "the" {
		kept = kept[1:]
	}
	return kept
}

// tokens returns the words of a folded name.
func tokens(folded string) []string { return strings.Fields(folded) }
