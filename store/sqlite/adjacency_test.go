package sqlite_test

import (
	"fmt"
	"testing"

	"entente/kg"
	"entente/store/sqlite"
	"entente/store/storetest"
)

// tieNumber ties a to b by a relationship of a number.
func tieNumber(i int) kg.Write {
	return kg.Write{Expect: kg.AnyVersion, Record: &kg.Relationship{
		Header: kg.Header{ID: kg.ID(fmt.Sprintf("r%d", i))}, Type: "pact", From: "a", To: "b",
		Validity: kg.Unknown,
	}}
}

// writeTies applies batches of relationships with numbers from one to before another.
func writeTies(t *testing.T, s kg.Store, from, to int) {
	t.Helper()
	for from < to {
		b := kg.Batch{ID: fmt.Sprintf("from-%d", from), Writer: "tester"}
		if from == 0 {
			for _, id := range []kg.ID{"a", "b"} {
				b.Writes = append(b.Writes, kg.Write{Record: &kg.Entity{
					Header: kg.Header{ID: id}, EntityClass: kg.ClassActor, Kind: "group",
					Names: []kg.Name{{Text: string(id), Kind: kg.NameOfficial}}, Validity: kg.Unknown,
				}})
			}
		}
		for ; from < to && len(b.Writes) < 5000; from++ {
			b.Writes = append(b.Writes, tieNumber(from))
		}
		if _, err := s.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// inMemory is how many relationships a store has in memory, -1 where it keeps none.
func inMemory(t *testing.T, s kg.Store) int {
	t.Helper()
	a, _, err := s.(kg.Adjoiner).Adjacency(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if a == nil {
		return -1
	}
	return a.Size()
}

func TestTooManyTiesAreNotKeptInMemory(t *testing.T) {
	for _, tt := range []struct {
		name              string
		most, first, more int
		before, after     int
	}{
		{"as many as may be", 3, 3, 0, 3, 3},
		{"one too many from the beginning", 3, 4, 0, -1, -1},
		{"one more than may be, later", 3, 3, 1, 3, -1},
		{"none may be", 0, 1, 1, -1, -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := openWith(t, sqlite.TiesInMemory(tt.most))
			writeTies(t, s, 0, tt.first)
			_ = inMemory(t, s)
			sqlite.SettleTies(s.(*sqlite.Store))
			if got := inMemory(t, s); got != tt.before {
				t.Errorf("at first: got %d relationships in memory, want %d (-1: none is kept)", got, tt.before)
			}
			writeTies(t, s, tt.first, tt.first+tt.more)
			if got := inMemory(t, s); got != tt.after {
				t.Errorf("later: got %d relationships in memory, want %d (-1: none is kept)", got, tt.after)
			}
		})
	}
}

// TestTiesThatTakeLongToReadAreKeptInMemoryInTheEnd writes while they are read.
func TestTiesThatTakeLongToReadAreKeptInMemoryInTheEnd(t *testing.T) {
	const many = 20_000
	s := openWith(t, sqlite.TiesInMemory(many+1000))
	writeTies(t, s, 0, many)
	written := many
	for inMemory(t, s) < 0 && written < many+1000 {
		writeTies(t, s, written, written+1)
		written++
	}
	sqlite.SettleTies(s.(*sqlite.Store))
	storetest.CheckAdjacency(t, s, "all was read")
	if got := inMemory(t, s); got != written {
		t.Errorf("got %d relationships in memory, want all %d", got, written)
	}
}

func TestAStoreIsClosedWhileTiesAreRead(t *testing.T) {
	s := openWith(t, sqlite.TiesInMemory(100_000))
	writeTies(t, s, 0, 20_000)
	_ = inMemory(t, s)
	if err := s.Close(); err != nil {
		t.Errorf("Close: got error %v, want none", err)
	}
}
