package neo4j

import (
	"strconv"
	"sync"
	"testing"

	"entente/kg"
)

// decode has d read an entity that is stored so.
func decode(t *testing.T, d *decoded, name string, version, at int64) kg.Record {
	t.Helper()
	r, err := d.record(kg.ClassEntity, []any{`{"id":"a","kind":"` + name + `"}`, version, at})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWhatIsStoredAlikeIsDecodedOnce(t *testing.T) {
	d := newDecoded(10)
	first := decode(t, d, "group", 1, 1)
	if again := decode(t, d, "group", 1, 1); again != first {
		t.Errorf("the same again: got another record, want the first")
	}
	for name, other := range map[string]kg.Record{
		"body": decode(t, d, "state", 1, 1), "version": decode(t, d, "group", 2, 1), "time": decode(t, d, "group", 1, 2),
	} {
		if other == first {
			t.Errorf("of another %s: got the first record, want one of its own", name)
		}
	}
	if got := decode(t, d, "state", 3, 4).Head(); got.Version != 3 || got.RecordedAt != 4 {
		t.Errorf("got version %d of %d, want 3 of 4", got.Version, got.RecordedAt)
	}
}

func TestWhatIsReadAgainStaysDecodedAndTheRestGoes(t *testing.T) {
	d := newDecoded(10)
	used, unused := decode(t, d, "used", 1, 1), decode(t, d, "unused", 1, 1)
	for i := range int64(100) {
		decode(t, d, "group", i, 1)
		if again := decode(t, d, "used", 1, 1); again != used {
			t.Fatalf("after %d others: got it decoded anew, want it kept", i+1)
		}
		if n := len(d.young) + len(d.old); n > 10 {
			t.Fatalf("kept: got %d records, want at most 10", n)
		}
	}
	if decode(t, d, "unused", 1, 1) == unused {
		t.Error("what was not read for long: got it kept, want it decoded anew")
	}
}

func TestNothingIsKeptWhereThereIsNoRoom(t *testing.T) {
	d := newDecoded(0)
	if decode(t, d, "group", 1, 1) == decode(t, d, "group", 1, 1) {
		t.Error("got a record that was kept, want none")
	}
	if decodedWithin(0) != 0 || decodedWithin(1<<62) != mostDecoded {
		t.Errorf("of no memory and of all: got %d and %d records, want 0 and %d",
			decodedWithin(0), decodedWithin(1<<62), mostDecoded)
	}
}

func TestABodyThatIsNoneIsNotKept(t *testing.T) {
	d := newDecoded(10)
	for range 2 {
		if r, err := d.record(kg.ClassEntity, []any{"{", int64(1), int64(1)}); err == nil {
			t.Errorf("got %v, want an error", r)
		}
	}
}

func TestManyMayReadAtOnce(t *testing.T) {
	d := newDecoded(8)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i := range 200 {
				kind := strconv.Itoa(i % 12)
				if got := decode(t, d, kind, 1, 1).(*kg.Entity).Kind; got != kind {
					t.Errorf("got the kind %s, want %s", got, kind)
				}
			}
		})
	}
	wait.Wait()
}
