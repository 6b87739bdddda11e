package kg

import (
	"cmp"
	"strings"
)

// skeleton returns the consonants of a folded name in Latin script, in which the
// transliterations of one Arabic or Kurdish name agree: Sharaa, Şara and Shara, or
// Jolani, Golani and Julani. Consonants that languages write differently are one;
// vowels and the spaces between words are left out, so Noureddin and Nour al-Din
// agree too. Where only two consonants remain it tells, roughly, of the vowels before
// and between them, because Sharaa is not Syria and Raqqa is not Iraq.
//
// Words in other scripts are passed over. It is empty where fewer than two
// consonants remain. It is crude by design, and the last resort of a search.
func skeleton(folded string) string {
	var b bones
	for _, word := range tokens(folded) {
		if isLatin(word) {
			b.add(withoutJoinedArticle(word))
		}
	}
	return b.String()
}

// The classes of vowels. All other sounds are consonants and digits.
const (
	vowelA = 'A'
	vowelI = 'I'
	vowelO = 'O'
)

// soundOf gives the sound of each letter from a to z. The letters c, g and j are
// one (Turkish Colani, Egyptian Golani), so are k and q, h and x, v and w.
const soundOf = "AbjdAfjhIjklmnOpkrstOvvhIz"

// digraphs are pairs of letters for one sound. They sound like the one letter that
// Turkish or Kurdish has for it, without its accent: sh and ş, kh and x.
var digraphs = map[string]byte{
	"sh": 's', "ch": 'j', "kh": 'h', "gh": 'j', "th": 't', "dh": 'd', "ph": 'f', "zh": 'j',
	"dj": 'j', "ck": 'k',
}

// bones collects the skeleton of a name.
type bones struct {
	sounds []byte
	// first and last are the sounds at the beginning and so far at the end, vowels included.
	first, last byte
	// consonants counts those among the sounds; after is the place behind the
	// first of them, and vowel the vowel class that follows it there.
	consonants, after int
	vowel             byte
}

// add adds the sounds of a word of ASCII letters and digits.
func (b *bones) add(word string) {
	for i := 0; i < len(word); {
		sound, size := soundAt(word, i)
		i += size
		switch {
		case isVowel(sound):
			b.addVowel(sound)
		case sound != b.last || isNumeral(sound):
			b.addConsonant(sound)
		}
		b.first, b.last = cmp.Or(b.first, sound), sound
	}
}

// addConsonant adds a consonant or digit.
func (b *bones) addConsonant(sound byte) {
	b.sounds = append(b.sounds, sound)
	if isNumeral(sound) {
		return
	}
	if b.consonants++; b.consonants == 1 {
		b.after = len(b.sounds)
	}
}

// addVowel notes a vowel that follows the first consonant. Of a diphthong the o
// counts, then the a: Hawl and Hol, Dayr and Der.
func (b *bones) addVowel(sound byte) {
	if b.consonants != 1 || b.vowel == vowelO || b.vowel == vowelA && sound == vowelI {
		return
	}
	b.vowel = sound
}

// String returns the skeleton, or nothing where it would be too short to tell names apart.
func (b *bones) String() string {
	if b.consonants < 2 {
		return ""
	}
	if b.consonants > 2 {
		return string(b.sounds)
	}
	var text strings.Builder
	if isVowel(b.first) {
		text.WriteByte('a')
	}
	text.Write(b.sounds[:b.after])
	if b.vowel != 0 {
		text.WriteString(strings.ToLower(string(rune(b.vowel))))
	}
	text.Write(b.sounds[b.after:])
	return text.String()
}

// soundAt returns the sound that begins at a place of a word, and how many
// letters write it.
func soundAt(word string, i int) (sound byte, size int) {
	if i+2 <= len(word) {
		if sound, ok := digraphs[word[i:i+2]]; ok {
			return sound, 2
		}
	}
	if isNumeral(word[i]) {
		return word[i], 1
	}
	sound, last := soundOf[word[i]-'a'], i == len(word)-1
	switch {
	case sound == 'v' && vowelAt(word, i-1) && !vowelAt(word, i+1):
		return vowelO, 1 // the second half of a diphthong
	case word[i] == 'y' && i == 0 && vowelAt(word, 1):
		return 'y', 1
	case last && (strings.HasSuffix(word, "ah") || strings.HasSuffix(word, "eh")):
		return vowelA, 1 // a silent ending; that of Salih and Şeyh is not
	case last && sound == 't':
		return 'd', 1 // Turkish hardens final consonants: Ahmet, Recep
	case last && sound == 'p':
		return 'b', 1
	}
	return sound, 1
}

func isVowel(sound byte) bool {
	return sound == vowelA || sound == vowelI || sound == vowelO
}

func isNumeral(c byte) bool { return c <= '9' }

// vowelAt reports whether there is a vowel at a place of a word of ASCII letters and digits.
func vowelAt(word string, i int) bool {
	return i >= 0 && i < len(word) && !isNumeral(word[i]) && isVowel(soundOf[word[i]-'a'])
}

// isLatin reports whether a folded word is all ASCII letters and digits.
func isLatin(word string) bool {
	return strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// withoutJoinedArticle takes off an article that is written as part of the word:
// Alsharaa. It leaves Aleppo, where a vowel follows, and words of under five letters.
func withoutJoinedArticle(word string) string {
	joined := strings.HasPrefix(word, "al") || strings.HasPrefix(word, "el")
	if joined && len(word) >= 5 && !vowelAt(word, 2) {
		return word[2:]
	}
	return word
}
