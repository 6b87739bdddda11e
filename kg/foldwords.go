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

// loneArticles are the articles, and the Arabic "and", that stand apart from the
// word they belong to.
var loneArticles = []string{"al", "el", arabicArticle, "و"}

// sunLetters are the beginnings that the l of an Arabic article is assimilated to,
// in speech and so in many transliterations.
var sunLetters = []string{"t", "th", "d", "dh", "r", "z", "s", "sh", "n", "l"}

// foldWords folds the words of a text of letters and spaces.
func foldWords(letters string) string {
	words := tokens(letters)
	for i, word := range words {
		words[i] = foldWord(word)
	}
	return strings.Join(withoutArticles(words), " ")
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
	return foldEnding(word)
}

// foldEnding folds the ending of an Arabic word.
func foldEnding(word string) string {
	if stem, found := strings.CutSuffix(word, "يه"); found && atLeast(2, stem) {
		return stem + "يا"
	}
	return word
}

// withArticles folds a name as [FoldName] does, but leaves the articles in. It is for
// text that may be unfinished: "Ash-S" is the beginning of "Ash-Shaddadi" only as
// long as nobody takes its first word, or the ال of الس, for an article or its own.
func withArticles(name string) string {
	words := tokens(foldLetters(name))
	for i, word := range words {
		words[i] = foldEnding(word)
	}
	return strings.Join(words, " ")
}

// atLeast reports whether s has n runes or more, without counting all.
func atLeast(n int, s string) bool {
	for ; n > 0 && s != ""; n-- {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return n == 0
}

// withoutArticles drops the articles that another word follows, and then "the" at
// the beginning unless it is all. It goes backwards, because an article belongs to
// the next word that stays.
func withoutArticles(words []string) []string {
	first := len(words)
	for i := len(words) - 1; i >= 0; i-- {
		if first == len(words) || !isArticle(words[i], words[first]) {
			first--
			words[first] = words[i]
		}
	}
	words = words[first:]
	for len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return words
}

// isArticle reports whether a word is an article of the next one: one of the lone
// articles or, as in "ez-Zor" and "Ash Shaddadi", one assimilated to it.
func isArticle(word, next string) bool {
	if slices.Contains(loneArticles, word) {
		return true
	}
	vowel := word[0] == 'a' || word[0] == 'e'
	return vowel && slices.Contains(sunLetters, word[1:]) && strings.HasPrefix(next, word[1:])
}

// tokens returns the words of a folded name.
func tokens(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' })
}
