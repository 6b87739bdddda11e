package storetest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"

	"entente/kg"
)

var concurrencyCases = []contractCase{
	{"loses no batch of many writers", writersLoseNothing},
	{"lets one of those win that expect one version", writersOfOneVersion},
	{"applies one batch of many with one key", writersOfOneKey},
	{"finishes batches that cross", writersCross},
	{"shows readers whole batches only", readersSeeWholeBatches},
}

const writers = 8

// together runs a function for each writer at once and returns what they got.
func together[T any](run func(writer int) T) []T {
	results := make([]T, writers)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() { results[i] = run(i) })
	}
	group.Wait()
	return results
}

// writersLoseNothing has all write one record in common and others of their own.
func writersLoseNothing(t *testing.T, s *harness) {
	const batches = 10
	receipts := slices.Concat(together(func(writer int) []kg.Receipt {
		var receipts []kg.Receipt
		for i := range batches {
			own := actor(kg.ID(fmt.Sprintf("own-%d-%d", writer, i)), "Own")
			receipt, err := s.Apply(t.Context(), s.batch(puts(own, actor("common", "Common"))...))
			if err != nil {
				t.Errorf("Apply of writer %d: got error %v, want none", writer, err)
				return receipts
			}
			receipts = append(receipts, receipt)
		}
		return receipts
	})...)
	slices.SortFunc(receipts, func(a, b kg.Receipt) int { return cmp.Compare(a.Sequence, b.Sequence) })
	for i, receipt := range receipts {
		same(t, "own record", s.record(t, receipt.Records[0].ID).Head().Version, 1)
		same(t, "version of the common record", receipt.Records[1].Version, i+1)
		if i > 0 && receipt.RecordedAt <= receipts[i-1].RecordedAt {
			t.Errorf("recorded time of sequence %d: got no later than that of %d, want later",
				receipt.Sequence, receipts[i-1].Sequence)
		}
	}
	versions := s.versions(t, editor, "common")[0]
	same(t, "number of versions", len(versions), writers*batches)
	for i := range versions[1:] {
		same(t, "number of a version", versions[i].Record.Head().Version, i+1)
		same(t, "To", versions[i].To, versions[i+1].From)
	}
	same(t, "number of changes", len(s.changes(t, editor, 0)), 2*writers*batches)
}

// writersOfOneVersion has all but one prepare anew.
func writersOfOneVersion(t *testing.T, s *harness) {
	s.put(t, actor("a", "A"))
	results := together(func(writer int) error {
		name := fmt.Sprintf("Writer %d", writer)
		_, err := s.Apply(t.Context(), s.batch(kg.Write{Record: actor("a", name), Expect: 1}))
		return err
	})
	won := 0
	for _, err := range results {
		var conflict *kg.ConflictError
		switch {
		case err == nil:
			won++
		case !errors.As(err, &conflict) || !conflict.Stale:
			t.Errorf("Apply: got error %v, want a stale conflict", err)
		}
	}
	same(t, "number of those that won", won, 1)
	same(t, "version", s.record(t, "a").Head().Version, 2)
}

// writersOfOneKey delivers a request many times at once.
func writersOfOneKey(t *testing.T, s *harness) {
	b := s.keyed("k", "p", actor("a", "A"), source("b"))
	type answer struct {
		receipt kg.Receipt
		err     error
	}
	answers := together(func(int) answer {
		receipt, err := s.Apply(t.Context(), b)
		return answer{receipt, err}
	})
	for _, answer := range answers {
		if answer.err != nil {
			t.Fatalf("Apply: got error %v, want a receipt", answer.err)
		}
		likeReceipt(t, "receipt", answer.receipt, answers[0].receipt)
	}
	same(t, "number of changes", len(s.changes(t, editor, 0)), 2)
}

// writersCross writes the same records in opposite orders.
func writersCross(t *testing.T, s *harness) {
	records := []kg.Record{actor("a", "A"), actor("b", "B"), tie("r", "a", "b"), source("s")}
	for _, err := range together(func(writer int) error {
		writes := puts(records...)
		if writer%2 == 0 {
			slices.Reverse(writes)
		}
		for range 5 {
			if _, err := s.Apply(t.Context(), s.batch(writes...)); err != nil {
				return err
			}
		}
		return nil
	}) {
		if err != nil {
			t.Errorf("Apply: got error %v, want none", err)
		}
	}
	for _, record := range records {
		same(t, "version", s.record(t, record.Head().ID).Head().Version, 5*writers)
	}
}

// readersSeeWholeBatches has one writer change two records and the tie between
// them together, now and then take the tie away, and readers look for a state in
// between.
func readersSeeWholeBatches(t *testing.T, s *harness) {
	s.putPair(t.Context(), t, 0)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					s.lookForHalf(t.Context(), t)
				}
			}
		})
	}
	for i := range 60 {
		s.putPair(t.Context(), t, i+1)
	}
	close(done)
	readers.Wait()
}

// putPair writes the state of a round: two actors of one note, and a tie between
// them in even rounds.
func (s *harness) putPair(ctx context.Context, t *testing.T, round int) {
	a, b, r := actor("a", "A"), actor("b", "B"), tie("r", "a", "b")
	a.Note, b.Note = strconv.Itoa(round), strconv.Itoa(round)
	writes := puts(a, b, r)
	writes[2].Retract = round%2 == 1
	if _, err := s.Apply(ctx, s.batch(writes...)); err != nil {
		t.Errorf("Apply: got error %v, want none", err)
	}
}

// lookForHalf reads once through each door that shows more than one record.
func (s *harness) lookForHalf(ctx context.Context, t *testing.T) {
	records, err := s.Records(ctx, editor, []kg.ID{"b", "a"})
	if err != nil || len(records) != 2 || records[0].Head().Note != records[1].Head().Note {
		t.Errorf("Records: got %s, %v; want both of one batch", show(records), err)
	}
	ties, entities := kg.Query{Class: kg.ClassRelationship, Of: "a"}, kg.Query{Class: kg.ClassEntity}
	pages, err := s.Find(ctx, editor, []kg.Query{ties, entities, entities})
	if err != nil || len(pages) != 3 || !wholeRound(pages) {
		t.Errorf("Find: got %s, %v; want all of one batch", show(pages), err)
	}
	versions, err := s.Versions(ctx, editor, []kg.ID{"a", "b"})
	if err != nil || len(versions) != 2 || len(versions[0]) != len(versions[1]) {
		t.Errorf("Versions: got %d and %v, want as many of both", len(versions), err)
	}
	changes, err := s.Changes(ctx, editor, 0, 1000)
	if err != nil || len(changes)%3 != 0 {
		t.Errorf("Changes: got %d entries and %v, want three a batch", len(changes), err)
	}
}

// wholeRound says that what was found is the state of one round.
func wholeRound(pages [][]kg.Found) bool {
	notes := map[string]bool{}
	for _, found := range slices.Concat(pages[1], pages[2]) {
		notes[found.Record.Head().Note] = true
	}
	for _, found := range pages[0] {
		notes[found.From.Note], notes[found.To.Note] = true, true
	}
	if len(notes) != 1 || len(pages[1]) != 2 || len(pages[2]) != 2 {
		return false
	}
	round := pages[1][0].Record.Head().Version - 1
	return len(pages[0]) == 1-round%2
}
