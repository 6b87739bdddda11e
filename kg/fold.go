package kg

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxFolded is the length in bytes beyond which a folded name is cut, so that no
// name makes a key that an index cannot hold: some characters fold to ten times
// their length.
const maxFolded = 2048

// FoldName returns the form of a name in which names are compared, so that a name
// is found however it is typed: without regard to case, accents, vowel marks,
// the spellings of Arabic letters, apostrophes, punctuation and articles.
//
// The result is made of words of letters and ASCII digits with single spaces
// between them. It is empty where nothing of that is left. A hyphen parts words,
// an apostrophe does not. These folds go beyond single letters:
//
//   - An article goes: ال with or without و before it; "al", "el" and, before the
//     letter that the l is spoken as, "ar", "ez" and the like; "the" at the
//     beginning. One that nothing follows is the name and stays.
//   - A final يه becomes يا, and so does ية: سورية and سوريه are سوريا. It is this
//     way round because a word that is still being typed often ends in يا.
//
// Folding a folded name changes nothing. Bytes that are not UTF-8 count as
// punctuation, and what exceeds 2,048 bytes is cut, between words if possible.
func FoldName(s string) string {
	folded := foldWords(foldLetters(s))
	if len(folded) > maxFolded {
		folded = foldWords(cutWords(folded))
	}
	return folded
}

// foldLetters folds the letters of s one by one and turns what is neither letter
// nor digit into a space.
func foldLetters(s string) string {
	// Marks go before decomposition too, which puts those that stay into order.
	s = norm.NFKD.String(strings.Map(visible, s))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if int(r) < len(commonFolds) {
			b.WriteString(commonFolds[r])
		} else {
			b.WriteString(foldRune(r))
		}
	}
	return b.String()
}

// commonFolds holds what [foldRune] returns for the characters before Syriac, which
// include all of Latin and nearly all of Arabic script. Filters fold many names.
var commonFolds = func() (folds [0x700]string) {
	for r := range folds {
		folds[r] = foldRune(rune(r))
	}
	return folds
}()

// foldRune folds a character that has been decomposed.
func foldRune(r rune) string {
	if visible(r) < 0 {
		return ""
	}
	r = unicode.ToLower(unicode.ToUpper(r)) // both, for the two forms of sigma
	if like, ok := alike[r]; ok {
		return like
	}
	return string(wordRune(r))
}

// visible returns r, or -1 where a name is the same without it: accents and vowel
// marks, joiners and marks of direction, apostrophes, hamza and tatweel.
func visible(r rune) rune {
	if r < 0x80 && r != '\'' && r != '`' {
		return r
	}
	switch r {
	case '\'', '`', '´', '‘', '’', '‛', '′', '＇', 'ʹ', 'ʻ', 'ʼ', 'ʽ', 'ˈ', 'Ꞌ', 'ꞌ':
		return -1
	case 'ʾ', 'ʿ', 'ˀ', 'ˁ', 'ʔ', 'ʕ': // hamza and ع in Latin script
		return -1
	case 'ء', '\u0674', 'ـ': // hamza often goes unwritten, and tatweel is none of a name
		return -1
	}
	if !unicode.IsLetter(r) && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return -1
	}
	return r
}

// wordRune returns r if it is part of a word, the ASCII digit for an Arabic-Indic
// or Persian one, and else a space.
func wordRune(r rune) rune {
	switch {
	case unicode.IsLetter(r):
		return r
	case '٠' <= r && r <= '٩':
		return r - '٠' + '0'
	case '۰' <= r && r <= '۹':
		return r - '۰' + '0'
	case unicode.IsNumber(r), unicode.Is(unicode.Mc, r):
		return r
	default:
		return ' '
	}
}

// alike maps letters that decomposition leaves alone to those they are taken for.
// آ, أ, إ and ؤ are not among them: without their marks they are ا and و.
var alike = alikeLetters(map[string]string{
	"ا": "\u0671\u0672\u0673", // alef with wasla and wavy hamza
	"ي": "ىیێېۍے",             // Persian, Sorani and Urdu yeh
	"ك": "کڪګ",                // Persian kaf
	"ه": "ةەھہۃ",              // teh marbuta; Sorani and Urdu heh
	"و": "ۆۇۈۉۊۋۅ",            // Sorani and other o and u
	"ر": "ڕ", "ل": "ڵ", "ف": "ڤ",
	"i": "ı", "o": "ø", "l": "ł", "d": "đð", "h": "ħ", "e": "ə",
	"ss": "ß", "th": "þ", "ae": "æ", "oe": "œ",
})

func alikeLetters(table map[string]string) map[rune]string {
	letters := make(map[rune]string)
	for to, from := range table {
		for _, r := range from {
			letters[r] = to
		}
	}
	return letters
}

// cutWords cuts a folded name to at most [maxFolded] bytes: after a word or, where
// one word is longer than that, inside it.
func cutWords(folded string) string {
	if end := strings.LastIndexByte(folded[:maxFolded+1], ' '); end > 0 {
		return folded[:end]
	}
	end := maxFolded
	for !utf8.RuneStart(folded[end]) {
		end--
	}
	return folded[:end]
}
