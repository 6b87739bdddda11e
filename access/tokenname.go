package access

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lookalikes are the scripts that have letters which look like those of another one of them.
var lookalikes = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek}

// checkLetters refuses a name that looks like one of other letters: written with a letter and
// an accent in the place of one, in letters of another width, or in those of several scripts.
func checkLetters(name string) error {
	if plain := norm.NFKC.String(name); plain != name {
		return fmt.Errorf("name %+q: looks like %q, which has other characters; write that", name, plain)
	}
	scripts := 0
	for _, script := range lookalikes {
		if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(script, r) }) {
			scripts++
		}
	}
	if scripts > 1 {
		return fmt.Errorf("name %+q: letters of several scripts look alike; write it in one", name)
	}
	return nil
}

// confused says why a token may not have a name, for the sake of t.
func (t Token) confused(name string, now time.Time) error {
	switch {
	case t.Name == name && t.State(now) == Active:
		return fmt.Errorf("%s has the token %s already: revoke it first, or choose another name", name, t.ID)
	case t.Name != name && likeness(t.Name) == likeness(name):
		return fmt.Errorf("name %q: could be mistaken for %q of the token %s; write it so, or choose another",
			name, t.Name, t.ID)
	case t.ID == name:
		return fmt.Errorf("name %q: is the id of the token of %s; choose another", name, t.Name)
	}
	return nil
}

// likeness is what names have in common that people take for one.
func likeness(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
