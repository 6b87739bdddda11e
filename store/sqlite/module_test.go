package sqlite_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestLibcIsTheOneThatSQLiteWasMadeWith compares versions: SQLite's Go code is
// generated for one version of modernc.org/libc and breaks with others.
func TestLibcIsTheOneThatSQLiteWasMadeWith(t *testing.T) {
	goMod, err := os.ReadFile(listModule(t, "{{.GoMod}}", "modernc.org/sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	match := regexp.MustCompile(`(?m)^\s*modernc\.org/libc (v\S+)`).FindSubmatch(goMod)
	if match == nil {
		t.Fatalf("go.mod of modernc.org/sqlite: got no modernc.org/libc in it, want one:\n%s", goMod)
	}
	if got, want := listModule(t, "{{.Version}}", "modernc.org/libc"), string(match[1]); got != want {
		t.Errorf("version of modernc.org/libc: got %s, want %s", got, want)
	}
}

// listModule returns what the go command knows of a module.
func listModule(t *testing.T, format, module string) string {
	t.Helper()
	command, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command: the version of modernc.org/libc is not checked")
	}
	out, err := exec.CommandContext(t.Context(), command, "list", "-m", "-f", format, module).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", module, err)
	}
	return strings.TrimSpace(string(out))
}
