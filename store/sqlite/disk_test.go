package sqlite_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

// technical are words that users do not read in errors.
var technical = regexp.MustCompile(`(?i)sqlite|select|insert|constraint|\(\d+\)`)

// unavailable checks that err is an ErrUnavailable in the words of the domain.
func unavailable(t *testing.T, err error, word string) {
	t.Helper()
	if !errors.Is(err, kg.ErrUnavailable) || !strings.Contains(err.Error(), word) {
		t.Errorf("got error %v, want an ErrUnavailable with %q", err, word)
		return
	}
	if technical.MatchString(err.Error()) {
		t.Errorf("got error %q, want none of a database's words", err)
	}
}

// someActors returns n actors with long notes.
func someActors(n int) []kg.Record {
	records := make([]kg.Record, n)
	for i := range records {
		actor := newActor(kg.ID(fmt.Sprint("actor-", i)))
		actor.Note = strings.Repeat("note ", 1000)
		records[i] = actor
	}
	return records
}

func TestFullDiskRefusesWritesUntilThereIsSpace(t *testing.T) {
	s := openAt(t, newPath(t))
	putStar(t, s, 3)
	before := everything(t, s)
	if err := s.LimitPages(t.Context(), 10); err != nil {
		t.Fatal(err)
	}
	_, err := s.Apply(t.Context(), batchOf("large", someActors(100)...))
	unavailable(t, err, "disk is full")
	if diff := cmp.Diff(before, everything(t, s)); diff != "" {
		t.Errorf("after the refused batch: (-want +got):\n%s", diff)
	}
	if err := s.LimitPages(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	apply(t, s, batchOf("large", someActors(100)...))
}

// TestAFileThatIsGoneAcknowledgesNothing removes the file under a running store,
// as a script that cleans up does.
func TestAFileThatIsGoneAcknowledgesNothing(t *testing.T) {
	for _, tt := range []struct {
		name string
		gone func(path string) error
	}{
		{"removed", os.Remove},
		{"removed with its folder", func(path string) error { return os.RemoveAll(filepath.Dir(path)) }},
		{"replaced", func(path string) error {
			return errors.Join(os.Rename(path, path+"-moved"), os.WriteFile(path, nil, 0o600))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "data", "entente.db")
			s := openAt(t, path)
			keyed := batchOf("before", newActor("a"))
			keyed.Key = "once"
			apply(t, s, keyed)
			if err := tt.gone(path); err != nil {
				t.Skipf("this system keeps open files in their place: %v", err)
			}
			const says = "was removed or replaced"
			_, err := s.Apply(t.Context(), batchOf("after", newActor("b")))
			unavailable(t, err, says)
			_, err = s.Apply(t.Context(), keyed)
			unavailable(t, err, says)
			_, err = s.Receipt(t.Context(), keyed.Writer, keyed.Key)
			unavailable(t, err, says)
			_, err = s.Last(t.Context(), editor)
			unavailable(t, err, says)
		})
	}
}

func TestAFileThatIsPutBackIsWrittenToAgain(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	apply(t, s, batchOf("before", newActor("a")))
	if err := os.Rename(path, path+"-moved"); err != nil {
		t.Skipf("this system keeps open files in their place: %v", err)
	}
	_, err := s.Apply(t.Context(), batchOf("meanwhile", newActor("b")))
	unavailable(t, err, "put it back")
	if err := os.Rename(path+"-moved", path); err != nil {
		t.Fatal(err)
	}
	apply(t, s, batchOf("after", newActor("b")))
}

// TestAFileInThePlaceOfTheStoresGetsNothing puts another graph into the place of one that is
// read and written to. Whoever opened it would move the log of the other into it.
func TestAFileInThePlaceOfTheStoresGetsNothing(t *testing.T) {
	other := newPath(t)
	another := openAt(t, other)
	apply(t, another, batchOf("other", newActor("o")))
	closeNow(t, another)
	path := newPath(t)
	s := openAt(t, path)
	putStar(t, s, 3)
	if err := errors.Join(os.Rename(path, path+"-moved"), os.Rename(other, path)); err != nil {
		t.Skipf("this system keeps open files in their place: %v", err)
	}
	for range 3 {
		_, _ = s.Find(t.Context(), editor, []kg.Query{{Class: kg.ClassRelationship, Of: "hub"}})
		_, err := s.Apply(t.Context(), batchOf("after", newActor("b")))
		unavailable(t, err, "was removed or replaced")
		for _, err := range s.All(t.Context(), editor) {
			unavailable(t, err, "was removed or replaced")
		}
	}
	if err := errors.Join(os.Rename(path, other), os.Rename(path+"-moved", path)); err != nil {
		t.Fatal(err)
	}
	closeNow(t, s)
	found, err := openAt(t, path).Find(t.Context(), editor, []kg.Query{{Class: kg.ClassRelationship, Of: "hub"}})
	if err != nil || len(found[0]) != 3 {
		t.Errorf("once it is put back: got %v, %v; want the three ties that were acknowledged", found, err)
	}
}

func TestClosedStoreIsUnavailable(t *testing.T) {
	s := openAt(t, newPath(t))
	closeNow(t, s)
	_, err := s.Apply(t.Context(), batchOf("b", newActor("a")))
	unavailable(t, err, "closed")
	_, err = s.Records(t.Context(), editor, []kg.ID{"a"})
	unavailable(t, err, "closed")
	for _, err := range s.All(t.Context(), editor) {
		unavailable(t, err, "closed")
	}
}

func TestLockedFileIsUnavailable(t *testing.T) {
	path := newPath(t)
	s := openAt(t, path)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	// A shell that somebody left in a transaction.
	if _, err := db.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if err := s.ShortenWait(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = s.Apply(t.Context(), batchOf("b", newActor("a")))
	unavailable(t, err, "another program is writing")
	if _, err := db.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	apply(t, s, batchOf("b", newActor("a")))
}
