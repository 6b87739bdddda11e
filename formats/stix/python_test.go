package stix

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/formats"
	"entente/internal/exporttest"
	"entente/internal/pythontest"
	"entente/internal/realdata"
)

// check has OASIS's validator look at a bundle. Its warnings are about what STIX
// recommends, as that types and vocabularies are its own.
const check = `
import sys
from stix2validator import validate_file, ValidationOptions
results = validate_file(sys.argv[1], ValidationOptions(version="2.1"))
if not results.is_valid:
    for r in results.object_results:
        for e in r.errors:
            print(r.object_id, e)
    sys.exit("not valid")
print("valid")
`

// validated has the validator look at what is written of an export.
func validated(t *testing.T, x *formats.Export) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "graph.stix.json")
	if err := os.WriteFile(path, []byte(exporttest.Written(t, Format, x)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(pythontest.Run(t, check, path)); got != "valid" {
		t.Errorf("the validator says %q, want valid", got)
	}
}

func TestTheStartingGraphIsValidSTIX(t *testing.T) { validated(t, exporttest.Seed(t)) }

func TestWhatWasReadIsValidSTIXAgain(t *testing.T) {
	folder := realdata.Folder(t, "stix")
	for _, name := range []string{"poisonivy.json", "DATA-TEST-STIX2_v2.json"} {
		t.Run(name, func(t *testing.T) {
			got := exporttest.Read(t, Format, exporttest.Disk(filepath.Join(folder, name)))
			x := exporttest.Whole(t, got)
			validated(t, x)
			exporttest.ComesBack(t, Format, x)
		})
	}
}
