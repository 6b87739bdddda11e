package neo4j

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"entente/kg"
)

// edges are texts around the characters that UTF-8 and UTF-16 order differently.
var edges = []string{
	"", "a", "ab", "b", "é", "ب", "\uD7FF", "\uE000", "\uE001", "\uE000a", "\uFB01", "\uFFFD",
	"\uFFFF",
	"\U00010000", "\U0001F600", "\U0001F600a", "\U0010FFFF", "a\U0001F600", "a\uFFFF",
}

// TestSortableKeepsTheOrder compares kept texts by code point and by UTF-16: both
// must say what Go says of the texts themselves.
func TestSortableKeepsTheOrder(t *testing.T) {
	for _, a := range edges {
		for _, b := range edges {
			checkSortable(t, a, b)
		}
	}
}

func FuzzSortable(f *testing.F) {
	for i := range edges {
		f.Add(edges[i], edges[(i+1)%len(edges)])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if utf8.ValidString(a) && utf8.ValidString(b) {
			checkSortable(t, a, b)
		}
	})
}

func checkSortable(t *testing.T, a, b string) {
	t.Helper()
	keptA, keptB, want := sortable(a), sortable(b), strings.Compare(a, b)
	if got := strings.Compare(keptA, keptB); got != want {
		t.Errorf("%+q and %+q by code point: got %d, want %d", a, b, got, want)
	}
	units := func(s string) []uint16 { return utf16.Encode([]rune(s)) }
	if got := slices.Compare(units(keptA), units(keptB)); got != want {
		t.Errorf("%+q and %+q by UTF-16: got %d, want %d", a, b, got, want)
	}
	if got, want := strings.HasPrefix(keptA, keptB), strings.HasPrefix(a, b); got != want {
		t.Errorf("%+q begins with %+q: got %t, want %t", a, b, got, want)
	}
	if got := unsortable(keptA); got != a {
		t.Errorf("unsortable(sortable(%+q)): got %+q, want the text itself", a, got)
	}
	if cmp.Compare(keptA, lastSortable) >= 0 {
		t.Errorf("sortable(%+q): got %+q, want it before the last", a, keptA)
	}
}

// TestLongestNames keeps and finds names of the greatest length that records may
// have, of characters that take the most room: a key of an index has a limit.
func TestLongestNames(t *testing.T) {
	s := openEmpty(t)
	for id, letter := range map[kg.ID]string{
		"astral": "\U00010428", "ligature": "\uFDFA", "plain": "x",
	} {
		name := strings.Repeat(letter, kg.MaxName)
		e := actor(id, name)
		press := source("source-" + id)
		press.Title = name
		put(t, s, string(id), e, press)
		keys := kg.NameKeys(e)
		if len(keys) == 0 {
			t.Fatalf("NameKeys(%s): got none, want some", id)
		}
		for _, prefix := range []bool{false, true} {
			probe := kg.NameProbe{Form: kg.NameFull, Text: keys[0].Text, Prefix: prefix, Limit: 2}
			hits, err := s.Search(t.Context(), kg.View{}, []kg.NameProbe{probe})
			if err != nil || len(hits[0]) != 1 || hits[0][0].Key != keys[0] {
				t.Errorf("Search for %s, prefix %t: got %d hits, %v, want its own key",
					id, prefix, len(hits[0]), err)
			}
		}
	}
}
