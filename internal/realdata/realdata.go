// Package realdata finds the real data sets that tests read. They stay outside of the
// project: ENTENTE_DATA names their folder, which is else ../shared/data beside the
// root of the module.
package realdata

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Folder returns the folder of a set, such as "states". Where it is not there the test
// is skipped with a message that says so.
func Folder(tb testing.TB, set string) string {
	tb.Helper()
	root := os.Getenv("ENTENTE_DATA")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "..", "..", "..", "shared", "data")
	}
	folder := filepath.Join(root, set)
	if _, err := os.Stat(folder); err != nil {
		tb.Skipf("no real data: %s is not there; %s was not checked", folder, set)
	}
	return folder
}
