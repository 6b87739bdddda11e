package sqlite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/store/sqlite"
)

// backedUp returns a backup and what is in it.
func backedUp(t *testing.T) (path string, holds []any) {
	t.Helper()
	s := openAt(t, newPath(t))
	allowed(t, s)
	path, err := s.Snapshot(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return path, everything(t, s)
}

func TestARestoredGraphIsTheOneThatWasBackedUp(t *testing.T) {
	backup, want := backedUp(t)
	for _, tt := range []struct {
		name    string
		there   func(t *testing.T, path string)
		replace bool
	}{
		{"where none is", func(*testing.T, string) {}, false},
		{"over another", func(t *testing.T, path string) {
			s := openAt(t, path)
			putStar(t, s, 3)
			closeNow(t, s)
		}, true},
		{"over one with a log that was left", func(t *testing.T, path string) {
			c := startChild(t, writeVariable, path)
			for range 5 {
				c.lines.Scan()
			}
			c.kill(t)
		}, true},
		{"over one that is damaged, with a log", func(t *testing.T, path string) {
			writeFile(t, path, []byte(strings.Repeat("damaged ", 1000)))
			writeFile(t, path+"-wal", []byte(strings.Repeat("damaged ", 1000)))
		}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := newPath(t)
			tt.there(t, path)
			if _, err := sqlite.Restore(t.Context(), backup, path, tt.replace); err != nil {
				t.Fatalf("Restore: got error %v, want none", err)
			}
			if got := namesIn(t, filepath.Dir(path)); len(got) != 2 {
				t.Errorf("files: got %v, want the graph and its lock", got)
			}
			if diff := cmp.Diff(want, everything(t, openAt(t, path))); diff != "" {
				t.Errorf("(-backup +restored):\n%s", diff)
			}
		})
	}
}

func TestWhatIsNoBackupIsRefusedAndTheGraphStays(t *testing.T) {
	backup, _ := backedUp(t)
	whole := readFile(t, backup)
	flipped := append([]byte(nil), whole...)
	for at := len(flipped) / 3; at < len(flipped)/3+200; at++ {
		flipped[at] ^= 0xff
	}
	for name, tt := range map[string]struct {
		content []byte
		damage  string
		says    string
	}{
		"text":                       {[]byte(strings.Repeat("Dear diary, ", 1000)), "", "not a database"},
		"empty":                      {nil, "", "no backup"},
		"cut off":                    {whole[:len(whole)/2], "", "damaged"},
		"changed":                    {flipped, "", "damaged"},
		"of another program":         {whole, "PRAGMA application_id = 7", "another program"},
		"of nobody":                  {whole, "PRAGMA application_id = 0", "another program"},
		"of a newer Entente":         {whole, "PRAGMA user_version = 900", "version 900"},
		"a copy of one that is open": {whole, "with a log", "-wal"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "file.db")
			writeFile(t, file, tt.content)
			switch tt.damage {
			case "":
			case "with a log":
				writeFile(t, file+"-wal", []byte("a log"))
			default:
				foreign(t, file, tt.damage)
			}
			path := newPath(t)
			s := openAt(t, path)
			putStar(t, s, 3)
			before := everything(t, s)
			closeNow(t, s)
			_, err := sqlite.Restore(t.Context(), file, path, true)
			if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), file) {
				t.Errorf("Restore: got error %v, want one that names the file and says %q", err, tt.says)
			}
			if got := namesIn(t, filepath.Dir(path)); len(got) != 2 {
				t.Errorf("files: got %v, want the graph and its lock", got)
			}
			if diff := cmp.Diff(before, everything(t, openAt(t, path))); diff != "" {
				t.Errorf("the graph (-before +after):\n%s", diff)
			}
		})
	}
}

func TestAGraphIsReplacedOnlyWhenAskedAndClosed(t *testing.T) {
	backup, _ := backedUp(t)
	path := newPath(t)
	s := openAt(t, path)
	if _, err := sqlite.Restore(t.Context(), backup, path, true); !errors.Is(err, sqlite.ErrInUse) {
		t.Errorf("over a graph that is open: got %v, want ErrInUse", err)
	}
	closeNow(t, s)
	if _, err := sqlite.Restore(t.Context(), backup, path, false); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a graph: got %v, want ErrExist", err)
	}
	if _, err := sqlite.Restore(t.Context(), filepath.Join(t.TempDir(), "none"), path, true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file: got %v, want ErrNotExist", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the graph: got %v, want it to be there", err)
	}
}
