package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/sqlite"
)

// refused opens a file that must be refused, and checks that the error names the
// file and says each of the words.
func refused(t *testing.T, path string, words ...string) {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err == nil {
		closeNow(t, s)
		t.Fatal("Open: got a store, want an error")
	}
	for _, word := range append(words, path) {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("Open: got error %q, want one with %q", err, word)
		}
	}
}

// foreign makes a database with other means and statements.
func foreign(t *testing.T, path string, statements ...string) {
	t.Helper()
	db := database(t, path)
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestOpenMakesFolderAndFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a new folder", "100% sure?#1.db")
	s := openAt(t, path)
	apply(t, s, batchOf("b", newActor("a")))
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Errorf("the file: got %v, %v; want one that holds something", info, err)
	}
}

func TestReopenedFileHasEverything(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 5)
	apply(t, s, batchOf("update", newActor("hub")))
	before := everything(t, s)
	closeNow(t, s)
	if diff := cmp.Diff(before, everything(t, openAt(t, path))); diff != "" {
		t.Errorf("after reopening: (-want +got):\n%s", diff)
	}
}

func TestCloseLeavesOneFileAndItsLock(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 5)
	closeNow(t, s)
	got, err := filepath.Glob(path + "*")
	if diff := cmp.Diff([]string{path, path + "-lock"}, got); diff != "" || err != nil {
		t.Errorf("files: %v (-want +got):\n%s", err, diff)
	}
}

func TestRecordedTimeIncreasesWhenClockIsSetBackBetweenOpens(t *testing.T) {
	path := newPath(t)
	start := time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)
	var last kg.RecordedTime
	for i, now := range []time.Time{start, start.Add(-time.Hour), start.AddDate(-20, 0, 0), start} {
		s := openAt(t, path, sqlite.Clock(func() time.Time { return now }))
		got := apply(t, s, batchOf(fmt.Sprint("b", i), newActor("a"))).RecordedAt
		if got <= last {
			t.Errorf("recorded at, with the clock at %v: got %d, want more than %d", now, got, last)
		}
		last = got
		closeNow(t, s)
	}
}

func TestSecondOpenIsRefusedUntilTheFirstCloses(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	refused(t, path, "in use", "stop it, or name another file")
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(path, link); err == nil {
		_, err := sqlite.Open(t.Context(), link)
		if err == nil || !strings.Contains(err.Error(), "in use") {
			t.Errorf("Open by a link: got error %v, want one that says it is in use", err)
		}
	}
	apply(t, s, batchOf("b", newActor("a")))
	closeNow(t, s)
	apply(t, openAt(t, path), batchOf("c", newActor("a")))
}

func TestALinkToAMissingFileIsThatFile(t *testing.T) {
	for _, tt := range []struct{ name, target string }{
		{"absolute", ""}, {"relative", "../files/real.db"}, {"over another link", "second.db"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			if physical, err := filepath.EvalSymlinks(folder); err == nil {
				folder = physical
			}
			file := filepath.Join(folder, "files", "real.db")
			target := tt.target
			if target == "" {
				target = file
			}
			link := filepath.Join(folder, "links", "link.db")
			symlink(t, target, link)
			symlink(t, file, filepath.Join(folder, "links", "second.db"))
			s := openAt(t, link)
			apply(t, s, batchOf("b", newActor("a")))
			refused(t, file, "in use")
			closeNow(t, s)
			if got := everything(t, openAt(t, file)); len(got) == 0 {
				t.Error("the file that the link leads to: got nothing, want what was written by the link")
			}
		})
	}
}

func TestLinksInACircleAreRefused(t *testing.T) {
	folder := t.TempDir()
	one, other := filepath.Join(folder, "one.db"), filepath.Join(folder, "other.db")
	symlink(t, one, other)
	symlink(t, other, one)
	refused(t, one, "links lead on from it", "name the file itself")
}

// symlink makes a link, and its folder.
func symlink(t *testing.T, target, link string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
}

func TestOtherFilesAreRefusedAndLeftAlone(t *testing.T) {
	const table = "CREATE TABLE mine (x)"
	for _, tt := range []struct {
		name  string
		make  func(t *testing.T, path string)
		words []string
	}{
		{"text", func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("Dear diary, ", 1000)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, []string{"not a database"}},
		{"another program's database", func(t *testing.T, path string) {
			foreign(t, path, table)
		}, []string{"another program"}},
		{"another program's database by its mark", func(t *testing.T, path string) {
			foreign(t, path, table, "PRAGMA application_id = 42")
		}, []string{"another program"}},
		{"tables of a newer version", func(t *testing.T, path string) {
			foreign(t, path, table, fmt.Sprintf("PRAGMA application_id = %d", sqlite.ApplicationID),
				"PRAGMA user_version = 4711")
		}, []string{"4711", fmt.Sprint("up to ", sqlite.TableVersions())}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := newPath(t)
			tt.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			refused(t, path, tt.words...)
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Errorf("the refused file: got %d other bytes, %v; want it unchanged", len(after), err)
			}
		})
	}
}

func TestReadOnlyFileIsRefused(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("this user may write to all files: read-only ones are not checked")
	}
	path := newPath(t)
	if err := os.WriteFile(path, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	refused(t, path, "cannot be written to")
}

func TestFileIsForItsOwnerOnly(t *testing.T) {
	path := newPath(t)
	apply(t, openAt(t, path), batchOf("b", newActor("a")))
	for _, name := range []string{path, path + "-wal", path + "-lock"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm() & 0o077; got != 0 && runtime.GOOS != "windows" {
			t.Errorf("%s: got rights %o for others, want none", filepath.Base(name), got)
		}
	}
}

func TestFolderIsRefused(t *testing.T) { refused(t, t.TempDir(), "is a folder") }

func TestDamageIsFoundAfterUncleanStop(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 200)
	closeNow(t, s)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 20_000; i < 40_000; i++ {
		whole[i] ^= 0x55
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	// A log beside the file is what an unclean stop leaves.
	if err := os.WriteFile(path+"-wal", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, path, "damaged", "backup")
}

func TestOpenEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sqlite.Open(ctx, newPath(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: got error %v, want one that wraps context.Canceled", err)
	}
}

func TestOlderComparesByNumber(t *testing.T) {
	for _, tt := range []struct {
		version string
		want    bool
	}{
		{"3.51.2", true},
		{"3.9.9", true},
		{"3.51", true},
		{"3.51.3", false},
		{"3.100.0", false},
		{"4.0", false},
	} {
		if got := sqlite.Older(tt.version, sqlite.Oldest); got != tt.want {
			t.Errorf("%s is older than %s: got %t, want %t", tt.version, sqlite.Oldest, got, tt.want)
		}
	}
}
