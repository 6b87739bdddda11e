package neo4jlocal

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fakeMaven puts an mvn on PATH that counts its runs in a file, which it
// returns, and answers with the one jar it makes.
func fakeMaven(t *testing.T) (runs, jar string) {
	t.Helper()
	if !supported {
		t.Skip("this system runs no shell scripts: not checked how the class path is kept")
	}
	bin := t.TempDir()
	runs, jar = filepath.Join(bin, "runs"), filepath.Join(bin, "neo4j.jar")
	script(t, bin, "mvn", `
echo run >> "`+runs+`"
echo > "`+jar+`"
for arg in "$@"; do
	case "$arg" in -Dmdep.outputFile=*) printf '%s' "`+jar+`" > "${arg#*=}";; esac
done`)
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	return runs, jar
}

func wantRuns(t *testing.T, runs string, want int) {
	t.Helper()
	text, err := os.ReadFile(runs)
	if got := strings.Count(string(text), "run"); err != nil || got != want {
		t.Errorf("runs of Maven = %d, %v; want %d", got, err, want)
	}
}

func TestClassPathIsResolvedOnceAmongMany(t *testing.T) {
	runs, jar := fakeMaven(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if got, err := classPath(t.Context(), io.Discard); err != nil || got != jar {
				t.Errorf("classPath = %q, %v; want %q", got, err, jar)
			}
		})
	}
	all.Wait()
	wantRuns(t, runs, 1)
}

func TestClassPathIsResolvedAgainWhenAJarIsGone(t *testing.T) {
	runs, jar := fakeMaven(t)
	for range 2 {
		if got, err := classPath(t.Context(), io.Discard); err != nil || got != jar {
			t.Fatalf("classPath = %q, %v; want %q", got, err, jar)
		}
		if err := os.Remove(jar); err != nil {
			t.Fatal(err)
		}
	}
	wantRuns(t, runs, 2)
}
