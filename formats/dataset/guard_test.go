package dataset

import (
	"fmt"
	"strings"
	"testing"
)

func TestNestingIsLimited(t *testing.T) {
	forms := map[string]func(n int) string{
		"brackets":    func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) },
		"braces":      func(n int) string { return strings.Repeat("{a: ", n) + strings.Repeat("}", n) },
		"dashes":      func(n int) string { return strings.Repeat("- ", n) + "x" },
		"indentation": indented,
		"both":        func(n int) string { return indented(n-2) + strings.Repeat(" ", n) + "[[]]" },
	}
	const want = "lists and mappings stand too deep in one another; at most 20 levels"
	for name, form := range forms {
		if _, err := parseYAML("a.yaml", []byte(form(maxNesting))); err != nil {
			t.Errorf("%s at the limit: got %v, want no error", name, err)
		}
		_, err := parseYAML("a.yaml", []byte(form(maxNesting+1)))
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s past the limit: got %v, want %q", name, err, want)
		}
	}
}

// indented is a mapping in a mapping, n levels deep.
func indented(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

func TestBracketsInTextsDoNotNest(t *testing.T) {
	text := "sources:\n"
	for i := range maxNesting * 2 {
		text += fmt.Sprintf("  - {id: s%d, title: \"[{ open\", note: '((['}\n", i)
	}
	if _, err := Read("a.yaml", strings.NewReader(text)); err != nil {
		t.Errorf("got %v, want no error", err)
	}
}

func TestListsMayFollowOneAnother(t *testing.T) {
	text := "sources:\n"
	for i := range maxKeys + 1 {
		text += fmt.Sprintf("- id: s%d\n  title: T\n  sources:\n  - s\n  - t\n", i)
	}
	if _, err := Read("a.yaml", strings.NewReader(text)); err != nil {
		t.Errorf("got %v, want no error", err)
	}
}

func TestKeysOfOneMappingAreLimited(t *testing.T) {
	keys := func(n int) []byte {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		return []byte(b.String())
	}
	if _, err := parseYAML("a.yaml", keys(maxKeys)); err != nil {
		t.Errorf("%d keys: got %v, want no error", maxKeys, err)
	}
	const want = "a.yaml:501:5: too many fields in one mapping; at most 500"
	if _, err := parseYAML("a.yaml", keys(maxKeys+1)); err == nil || err.Error() != want {
		t.Errorf("%d keys: got %v, want %q", maxKeys+1, err, want)
	}
}

func TestMissingValuesAreLimited(t *testing.T) {
	forms := map[string]func(n int) string{
		"dashes":          func(n int) string { return strings.Repeat("-\n", n) },
		"keys in a list":  func(n int) string { return strings.Repeat("- a: # none\n", n) },
		"names in braces": func(n int) string { return "[" + strings.Repeat("{a},", n) + "{}]" },
		"keys in braces":  func(n int) string { return "[" + strings.Repeat("{a: },", n) + "{}]" },
	}
	const want = "nothing is written in too many places; leave fields without a value out"
	for name, form := range forms {
		if _, err := parseYAML("a.yaml", []byte(form(maxEmpty))); err != nil {
			t.Errorf("%s at the limit: got %v, want no error", name, err)
		}
		_, err := parseYAML("a.yaml", []byte(form(maxEmpty+1)))
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s past the limit: got %v, want %q", name, err, want)
		}
	}
}

func TestValuesOnTheNextLineAreNotMissing(t *testing.T) {
	text := "sources:\n"
	for i := range maxEmpty + 1 {
		text += fmt.Sprintf("-\n  id:\n    s%d\n  # why\n  title:\n  # which\n    T\n", i)
		text += "  sources: [\n s,\nt ]\n  note: >-\n    N\n"
	}
	if _, err := Read("a.yaml", strings.NewReader(text)); err != nil {
		t.Errorf("got %v, want no error", err)
	}
}
