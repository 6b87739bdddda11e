package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outside matches the start of an address on another host.
const outside = `(?:https?:|wss?:)?//[^\s"'` + "`" + `)>]+`

// loads lists, by kind of file, what makes a browser load from another host as
// soon as it reads the file. Links to follow, XML namespaces and addresses in
// comments do not; that a script asks nobody else at run time is for the content
// policy to enforce.
var loads = map[string]*regexp.Regexp{
	".html": regexp.MustCompile(
		`(?i)(?:\ssrc(?:set)?|<link[^>]*\shref|<base[^>]*\shref)\s*=\s*["']?` + outside),
	".css": regexp.MustCompile(
		`(?i)(?:url\(\s*["']?|@import\s*["'])` + outside),
	".js": regexp.MustCompile(
		`(?:\b(?:import|importScripts|Worker|SharedWorker|EventSource|fetch)\s*\(\s*|` +
			`\bfrom\s*|\bimport\s*)["'` + "`" + `]` + outside),
}

// externalLoads returns what the file loads from other hosts.
func externalLoads(name, content string) []string {
	pattern, ok := loads[path.Ext(name)]
	if !ok {
		return nil
	}
	return pattern.FindAllString(content, -1)
}

func TestExternalLoadsAreFound(t *testing.T) {
	tests := []struct {
		file, content string
		want          []string
	}{
		{"a.html", `<script src="https://x.test/a.js">`, []string{` src="https://x.test/a.js`}},
		{"a.html", `<img src=//x.test/a.png>`, []string{` src=//x.test/a.png`}},
		{
			"a.html", `<link rel="icon" href='http://x.test/a.ico'>`,
			[]string{`<link rel="icon" href='http://x.test/a.ico`},
		},
		{"a.html", `<a href="https://x.test/">a link</a> <script src="/assets/a.js">`, nil},
		{"a.css", `a{background:url( "https://x.test/a.png")}`, []string{`url( "https://x.test/a.png`}},
		{"a.css", `@import 'https://x.test/a.css';`, []string{`@import 'https://x.test/a.css`}},
		{"a.css", `/* https://x.test */ a{src:url(/assets/a.ttf)}`, nil},
		{"a.js", `import("https://x.test/a.js")`, []string{`import("https://x.test/a.js`}},
		{"a.js", `import{a}from"https://x.test/a.js"`, []string{`from"https://x.test/a.js`}},
		{"a.js", "new Worker(`//x.test/a.js`)", []string{"Worker(`//x.test/a.js"}},
		{"a.js", `s="http://www.w3.org/2000/svg";import("./a.js")`, nil},
		{"a.ttf", `import("https://x.test/a.js")`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.content, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, externalLoads(tt.file, tt.content)); diff != "" {
				t.Errorf("externalLoads(%s) (-want +got):\n%s", tt.file, diff)
			}
		})
	}
}

// eachBuiltFile calls check with every file of the build, and skips the test
// where the pages were not built: it then has nothing to look at.
func eachBuiltFile(t *testing.T, check func(name string, content []byte)) {
	t.Helper()
	if !isFile(built(), explorerPage) {
		t.Skip("the pages were not built; `npm run build` in web/ builds them")
	}
	err := fs.WalkDir(built(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(built(), name)
		if err == nil {
			check(name, content)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBuildLoadsNothingFromOtherHosts(t *testing.T) {
	eachBuiltFile(t, func(name string, content []byte) {
		for _, found := range externalLoads(name, string(content)) {
			t.Errorf("%s loads from another host: %s", name, found)
		}
	})
}

func TestGzipCopiesHoldTheirFiles(t *testing.T) {
	copies := 0
	eachBuiltFile(t, func(name string, content []byte) {
		original, isCopy := strings.CutSuffix(name, gzipSuffix)
		if !isCopy {
			return
		}
		copies++
		want, err := fs.ReadFile(built(), original)
		if err != nil {
			t.Errorf("%s is a copy of nothing: %v", name, err)
			return
		}
		if got := unzipped(t, content); !bytes.Equal(got, want) {
			t.Errorf("%s holds %d bytes other than the %d of %s", name, len(got), len(want), original)
		}
	})
	if copies == 0 {
		t.Error("the build has no gzip copies")
	}
}

func TestEveryBuiltFileHasAKnownType(t *testing.T) {
	eachBuiltFile(t, func(name string, _ []byte) {
		ext := path.Ext(strings.TrimSuffix(name, gzipSuffix))
		if _, ok := contentTypes[ext]; !ok && name != "placeholder" {
			t.Errorf("%s has no content type of its own", name)
		}
	})
}

func TestBuildKeepsThePlaceholder(t *testing.T) {
	if !isFile(built(), "placeholder") {
		t.Error("dist/placeholder is gone; without it a fresh clone does not compile")
	}
}

// unzipped returns what content holds as gzip.
func unzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
