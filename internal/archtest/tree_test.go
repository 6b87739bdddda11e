package archtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// root is the module's folder, seen from this one.
const root = "../.."

// read lists the module once for all tests.
var read = sync.OnceValues(func() (tree, error) {
	if err := watch(root); err != nil {
		return nil, err
	}
	return list(root)
})

// load returns the module's packages.
func load(t *testing.T) tree {
	t.Helper()
	all, err := read()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all.ours() {
		if p.Error != nil {
			t.Fatalf("package %s cannot be read: %s", p.ImportPath, p.Error.Err)
		}
	}
	return all
}

// A listed package is what `go list` says of one.
type listed struct {
	ImportPath string
	Dir        string
	Doc        string   // the first sentence of its comment
	Standard   bool     // part of the standard library
	GoFiles    []string // without test files
	Imports    []string // of GoFiles, direct
	Error      *struct{ Err string }
}

// ours reports whether the package belongs to Entente's module.
func (p listed) ours() bool { return below(p.ImportPath, module) }

// A tree is every package of a module and all that they import.
type tree map[string]listed

// list reads the module in folder root.
func list(root string) (tree, error) {
	command := exec.Command("go", "list", "-e", "-deps",
		"-json=ImportPath,Dir,Doc,Standard,GoFiles,Imports,Error", "./...")
	command.Dir = root
	var said strings.Builder
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, said.String())
	}
	found := tree{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return found, nil
		case err != nil:
			return nil, fmt.Errorf("read what go list said: %w", err)
		}
		found[p.ImportPath] = p
	}
}

// ours returns Entente's own packages that have code beside tests, by path.
func (t tree) ours() []listed {
	var own []listed
	for _, p := range t {
		if p.ours() && len(p.GoFiles) > 0 {
			own = append(own, p)
		}
	}
	slices.SortFunc(own, func(a, b listed) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return own
}

// breaches returns the imports that the rule refuses, each as a chain that leads to
// it from a package that the rule is for; of several chains a shortest. Nothing is
// followed beyond a refused import.
func (t tree) breaches(r rule) [][]string {
	var found, ways [][]string
	seen := map[string]bool{}
	for _, p := range t.governed(r) {
		ways = append(ways, []string{p.ImportPath})
		seen[p.ImportPath] = true
	}
	for len(ways) > 0 {
		way := slices.Clip(ways[0])
		ways = ways[1:]
		for _, next := range t[way[len(way)-1]].Imports {
			switch {
			case !r.allows(t[next]):
				found = append(found, append(way, next))
			case !seen[next] && !t[next].Standard:
				seen[next] = true
				ways = append(ways, append(way, next))
			}
		}
	}
	return found
}

// governed returns the packages that the rule is for.
func (t tree) governed(r rule) []listed {
	return slices.DeleteFunc(t.ours(), func(p listed) bool { return !below(p.ImportPath, r.of) })
}

// watch opens every folder of the module's Go code. A cached result of `go test`
// is good until something changes that the test process itself opened, and what
// `go list` reads does not count.
func watch(root string) error {
	return filepath.WalkDir(root, func(_ string, entry os.DirEntry, err error) error {
		if err == nil && entry.IsDir() && slices.Contains(codeless, entry.Name()) {
			return filepath.SkipDir
		}
		return err
	})
}

// codeless names folders without Go code of ours, some of which change often.
var codeless = []string{".git", ".neo4j", "bin", "data", "dist", "node_modules", "testdata"}
