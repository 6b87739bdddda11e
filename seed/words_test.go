package seed

import (
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/kg"
)

// unreliable are hosts of pages that were written by machines or were found wrong.
// Nothing in the graph rests on them.
var unreliable = []string{
	"liabooks.com", "mdfy.news", "tnnews.ai", "crbcnews.com", "particle.news", "ptelegraph.com",
	"washingtoninsider.us",
}

func TestNoFileNamesAnUnreliableHost(t *testing.T) {
	eachFile(t, func(name, text string) {
		for _, host := range unreliable {
			if strings.Contains(strings.ToLower(text), host) {
				t.Errorf("%s names %s", name, host)
			}
		}
	})
}

func TestEverySourceHasAnAddressOfItsOwn(t *testing.T) {
	seen := map[string]kg.ID{}
	for _, s := range all[*kg.Source](read(t)) {
		address, err := url.Parse(s.URL)
		if err != nil || address.Host == "" {
			t.Errorf("source %s has the address %q, want one with a host", s.ID, s.URL)
		}
		if other, twice := seen[s.URL]; twice {
			t.Errorf("sources %s and %s have one address", other, s.ID)
		}
		seen[s.URL] = s.ID
	}
}

// maxQuoteWords is how many words of a text are quoted at most.
const maxQuoteWords = 15

func TestQuotesAreShort(t *testing.T) {
	for _, c := range all[*kg.Claim](read(t)) {
		if n := len(strings.Fields(c.Quote)); n > maxQuoteWords {
			t.Errorf("the quote of %s has %d words, want at most %d", c.ID, n, maxQuoteWords)
		}
	}
}

// partisan are beginnings of words that one side uses of another, and words that
// say something of the time after the texts end.
var partisan = []string{
	"terroris", "regime", "liberat", "so-called", "martyr", "militant", "separatist", "occup",
	"puppet", "mercenar", "invasion", "invad", "caliphate", "still", "currently", "today",
}

func TestOurOwnWordsAreNeutral(t *testing.T) {
	for id, r := range read(t) {
		// This type records that one actor uses the word of another.
		if id == kg.TermID(kg.TermRelationshipType, "regards-as-terrorist") {
			continue
		}
		for _, word := range strings.Fields(strings.ToLower(ownWords(r))) {
			for _, stem := range partisan {
				if strings.HasPrefix(strings.Trim(word, `"'(«“`), stem) {
					t.Errorf("%s says %q", id, word)
				}
			}
		}
	}
}

// ownWords returns what the editors wrote in a record: not quotes, nor the titles
// and addresses of others' texts.
func ownWords(r kg.Record) string {
	words := []string{r.Head().Note}
	switch r := r.(type) {
	case *kg.Entity:
		words = append(words, r.Summary)
		for _, n := range r.Names {
			words = append(words, n.Text)
		}
	case *kg.Term:
		words = append(words, r.Label, r.InverseLabel, r.Description)
	case *kg.Claim:
		words = append(words, r.Value.Text)
	}
	return strings.Join(words, " ")
}

func TestNoUnconfirmedStatementIsMade(t *testing.T) {
	g := read(t)
	cooper := ownWords(g["brad-cooper"]) + ownWords(g["cooper-centcom"])
	if strings.Contains(strings.ToLower(cooper), "first") {
		t.Errorf("%q calls Brad Cooper the first of something", cooper)
	}
	for _, about := range []kg.ID{"sdf", "us-at-qasrak"} {
		for _, c := range all[*kg.Claim](g) {
			if c.About == about && c.Property == "end" && c.Rank != kg.RankDeprecated {
				t.Errorf("claim %s gives an end of %s that was not confirmed", c.ID, about)
			}
		}
	}
	before := get[*kg.Relationship](t, g, "sdf-custody-hol").Validity.Span
	after := get[*kg.Relationship](t, g, "gov-custody-hol").Validity.Span
	if before.EndLatest > after.StartEarliest {
		t.Errorf("the custody of al-Hol passes at once, want the time between to be open")
	}
}

func TestFilesBeginByWhatTheyHold(t *testing.T) {
	eachFile(t, func(name, text string) {
		if !strings.HasPrefix(text, "# ") {
			t.Errorf("%s does not begin with a comment", name)
		}
		for i, line := range strings.Split(text, "\n") {
			if n := utf8.RuneCountInString(line); n > 100 && !strings.Contains(line, "http") {
				t.Errorf("%s:%d has %d characters, want at most 100", name, i+1, n)
			}
		}
	})
}

// eachFile calls f with each file of the starting graph.
func eachFile(t *testing.T, f func(name, text string)) {
	t.Helper()
	names, err := fs.Glob(files, "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("Glob = %v and %v, want the files of the starting graph", names, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		f(name, string(text))
	}
}
