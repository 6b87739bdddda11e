package archtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// module is the path of Entente's module.
const module = "entente"

// A rule says what the packages below some folders may import, directly or by
// way of other packages. Paths name a package and all below it.
type rule struct {
	// of names the packages that the rule is for.
	of string
	// only, if set, lists all that they may import beside the standard library.
	only []string
	// never lists what they may not import.
	never []string
}

// allows reports whether the rule lets its packages import p.
func (r rule) allows(p listed) bool {
	under := func(root string) bool { return below(p.ImportPath, root) }
	if r.only != nil && !p.Standard && !slices.ContainsFunc(r.only, under) {
		return false
	}
	return !slices.ContainsFunc(r.never, under)
}

// below reports whether path is root or lies below it.
func below(path, root string) bool {
	return path == root || strings.HasPrefix(path, root+"/")
}

// misplaced returns what p imports of the paths that are for tests only. A test
// package, which is one of them or below, may import them all.
func misplaced(p listed, testsOnly []string) []string {
	if slices.ContainsFunc(testsOnly, func(root string) bool { return below(p.ImportPath, root) }) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Imports), func(path string) bool {
		return !slices.Contains(testsOnly, path)
	})
}

func TestRuleRefusesWhatItDoesNotAllow(t *testing.T) {
	const kg, kgx, text, other = "entente/kg", "entente/kgx", "golang.org/x/text", "example.com/x"
	tests := []struct {
		name string
		give rule
		want []string
	}{
		{"no limit", rule{}, nil},
		{"only", rule{only: []string{kg, "golang.org/x"}}, []string{kgx, other}},
		{"only the standard library", rule{only: []string{}}, []string{kg, kgx, other, text}},
		{"never", rule{never: []string{kg, "fmt"}}, []string{kg, "fmt"}},
		{"never of only", rule{only: []string{kg, kgx}, never: []string{kg}}, []string{kg, other, text}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, path := range []string{kg, kgx, other, "fmt", text} {
				if !tt.give.allows(listed{ImportPath: path, Standard: path == "fmt"}) {
					got = append(got, path)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("refused (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBreachesAreFoundBehindAllowedImports(t *testing.T) {
	all := tree{}
	for from, to := range map[string][]string{
		"entente/a":     {"entente/b", "entente/bad"},
		"entente/a/sub": {"entente/b"},
		"entente/b":     {"entente/bad", "entente/c"},
		"entente/bad":   {"entente/bad/deep"},
		"entente/c":     {"entente/bad/deep"},
		"entente/d":     {"entente/bad"},
	} {
		all[from] = listed{ImportPath: from, GoFiles: []string{"x.go"}, Imports: to}
	}
	all["entente/bad/deep"] = listed{ImportPath: "entente/bad/deep"}
	want := [][]string{
		{"entente/a", "entente/bad"},
		{"entente/a", "entente/b", "entente/bad"},
		{"entente/a", "entente/b", "entente/c", "entente/bad/deep"},
	}
	got := all.breaches(rule{of: "entente/a", never: []string{"entente/bad"}})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("breaches (-want +got):\n%s", diff)
	}
}

func TestTestPackagesAreMisplacedInOtherCodeOnly(t *testing.T) {
	testsOnly := []string{"entente/storetest", "testing"}
	tests := []struct {
		path string
		want []string
	}{
		{"entente/kg", testsOnly},
		{"entente/storetest", nil},
		{"entente/storetest/deep", nil},
	}
	for _, tt := range tests {
		p := listed{ImportPath: tt.path, Imports: []string{"entente/storetest", "fmt", "testing"}}
		if diff := cmp.Diff(tt.want, misplaced(p, testsOnly)); diff != "" {
			t.Errorf("misplaced in %s (-want +got):\n%s", tt.path, diff)
		}
	}
}
