package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// generated matches the line by which a program marks the code that it wrote.
var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

func TestEveryPackageHasAComment(t *testing.T) {
	for _, p := range load(t).ours() {
		if p.Doc == "" && !allGenerated(t, p) {
			t.Errorf("package %s has no comment that says what it is", p.ImportPath)
		}
	}
}

func TestRootHoldsOneProgramInOneFile(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, path := range paths {
		got = append(got, filepath.Base(path))
	}
	got = slices.DeleteFunc(got, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	if diff := cmp.Diff([]string{"server.go"}, got); diff != "" {
		t.Errorf("Go files at the root beside the tests (-want +got):\n%s", diff)
	}
}

func TestEveryDecisionIsInTheIndex(t *testing.T) {
	folder := filepath.Join(root, "docs", "decisions")
	index, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(folder, "[0-9]*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("found %d decisions, error %v; want some", len(pages), err)
	}
	for _, page := range pages {
		if name := filepath.Base(page); !strings.Contains(string(index), "]("+name+")") {
			t.Errorf("docs/decisions/README.md does not link %s", name)
		}
	}
}

// allGenerated reports whether a program wrote all files of the package.
func allGenerated(t *testing.T, p listed) bool {
	t.Helper()
	return !slices.ContainsFunc(p.GoFiles, func(name string) bool {
		code, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return !generated.Match(code)
	})
}
