// Package pythontest lets other people's Python programs read in tests what Entente
// writes.
//
// They are listed in tools/python.txt, and tools/python.sh puts them into the folder
// .python at the root of the project, where `make test` has them. ENTENTE_PYTHON may
// name another interpreter that has them all. A test that finds neither is skipped, and
// fails instead where ENTENTE_REQUIRE_PYTHON is set.
package pythontest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Run runs a script with some arguments and returns what it printed. The test fails if
// the script does.
func Run(tb testing.TB, script string, args ...string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "script.py")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		tb.Fatal(err)
	}
	command := exec.CommandContext(tb.Context(), interpreter(tb), append([]string{path}, args...)...)
	command.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "PYTHONDONTWRITEBYTECODE=1")
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	if err := command.Run(); err != nil {
		tb.Fatalf("python: %v\n%s%s", err, out.Bytes(), problems.Bytes())
	}
	return out.String()
}

// interpreter returns the path of the one that has the programs.
func interpreter(tb testing.TB) string {
	tb.Helper()
	path := os.Getenv("ENTENTE_PYTHON")
	if path == "" {
		_, here, _, _ := runtime.Caller(0)
		path = filepath.Join(filepath.Dir(here), "..", "..", ".python", "bin", "python3")
	}
	if _, err := exec.LookPath(path); err == nil {
		return path
	}
	const reason = "no other program has read this: make .python, or set ENTENTE_PYTHON"
	if os.Getenv("ENTENTE_REQUIRE_PYTHON") != "" {
		tb.Fatal(reason)
	}
	tb.Skip(reason)
	return ""
}
