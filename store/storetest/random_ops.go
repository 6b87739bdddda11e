package storetest

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entente/kg"
)

// still is embedded by operations before which the clock stands still.
type still struct{}

func (still) wait() time.Duration { return 0 }

// applying applies a batch and reads what it adds to the log.
type applying struct {
	Batch kg.Batch
	Wait  time.Duration
}

func (op applying) wait() time.Duration { return op.Wait }

func (op applying) do(ctx context.Context, s *side) (any, error) {
	receipt, applyErr := s.Apply(ctx, op.Batch)
	added, err := s.Changes(ctx, editor, s.sequence(len(s.log)), 1000)
	if err != nil {
		return nil, fmt.Errorf("changes after the batch: %w", err)
	}
	for _, change := range added {
		s.log = append(s.log, change.Sequence)
	}
	return []any{s.placed(receipt), s.placedAll(added)}, applyErr
}

// placed returns a receipt without what stores choose for themselves.
func (s *side) placed(receipt kg.Receipt) kg.Receipt {
	receipt.Consistency = ""
	if len(receipt.Records) > 0 {
		receipt.Sequence = s.place(receipt.Sequence)
	}
	return receipt
}

// placedAll returns entries of the log with their places for sequence numbers.
func (s *side) placedAll(changes []kg.Change) []kg.Change {
	changes = slices.Clone(changes)
	for i := range changes {
		changes[i].Sequence = s.place(changes[i].Sequence)
	}
	return changes
}

// asking asks for records and for their versions by id.
type asking struct {
	still
	View kg.View
	IDs  []kg.ID
}

func (op asking) do(ctx context.Context, s *side) (any, error) {
	records, err := s.Records(ctx, op.View, op.IDs)
	if err != nil {
		return nil, fmt.Errorf("records: %w", err)
	}
	versions, err := s.Versions(ctx, op.View, op.IDs)
	for i := range versions {
		versions[i] = slices.Clone(versions[i])
		for j := range versions[i] {
			versions[i][j].Change.Sequence = s.place(versions[i][j].Change.Sequence)
		}
	}
	return []any{records, versions}, err
}

// finding finds pages and counts what the same queries find. KeepOneIn is for each
// query how few its Keep lets through; 0 stands for no Keep.
type finding struct {
	still
	View      kg.View
	Queries   []kg.Query
	KeepOneIn []int
}

func (op finding) do(ctx context.Context, s *side) (any, error) {
	asked := make([][]kg.ID, len(op.Queries))
	if err := s.remember(ctx, op.Queries); err != nil {
		return nil, err
	}
	found, err := s.Find(ctx, op.View, op.keeping(asked))
	if err != nil {
		return nil, fmt.Errorf("find: %w", err)
	}
	tallies, err := s.Count(ctx, op.View, op.keeping(make([][]kg.ID, len(op.Queries))))
	return []any{found, tallies, asked}, err
}

// remember reads what queries are about, so that a store that keeps records finds the rest in
// memory too, if it does.
func (s *side) remember(ctx context.Context, queries []kg.Query) error {
	var ids []kg.ID
	for _, q := range queries {
		if ids = append(ids, q.IDs...); q.Of != "" {
			ids = append(ids, q.Of)
		}
	}
	_, err := s.Records(ctx, editor, ids)
	return err
}

// keeping returns the queries with Keeps that list what they are asked about.
func (op finding) keeping(asked [][]kg.ID) []kg.Query {
	queries := slices.Clone(op.Queries)
	for i, n := range op.KeepOneIn {
		if n > 0 {
			queries[i].Keep = func(f kg.Found) bool {
				asked[i] = append(asked[i], f.Record.Head().ID)
				return keeps(f.Record.Head().ID, n)
			}
		}
	}
	return queries
}

// keeps picks about one in n of all ids, always the same.
func keeps(id kg.ID, n int) bool {
	sum := 0
	for _, b := range []byte(id) {
		sum += int(b)
	}
	return sum%n == 0
}

func (op finding) String() string {
	text := fmt.Sprintf("finding, %s:", seenBy(op.View))
	for i, q := range op.Queries {
		text += fmt.Sprintf("\n\t%s, keeping one in %d", show(q), op.KeepOneIn[i])
	}
	return text
}

// walking reads the pages of a query, of one size after another, to the end.
type walking struct {
	still
	View  kg.View
	Query kg.Query
	Sizes []int
}

func (op walking) do(ctx context.Context, s *side) (any, error) {
	var pages [][]kg.Found
	for q := op.Query; ; {
		q.Limit = op.Sizes[len(pages)%len(op.Sizes)]
		found, err := s.Find(ctx, op.View, []kg.Query{q})
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", len(pages)+1, err)
		}
		pages = append(pages, found[0])
		if len(found[0]) < q.Limit || len(pages) > 100 {
			return pages, nil
		}
		last := found[0][len(found[0])-1].Record
		key := q.Order.KeyOf(last.Head().ID, last.Keys())
		q.After = &key
	}
}

func (op walking) String() string {
	return fmt.Sprintf("walking, %s: %s by pages of %v", seenBy(op.View), show(op.Query), op.Sizes)
}

// searching searches for names.
type searching struct {
	still
	View      kg.View
	Probes    []kg.NameProbe
	KeepOneIn int
}

func (op searching) do(ctx context.Context, s *side) (any, error) {
	probes, asked := slices.Clone(op.Probes), make([][]kg.ID, len(op.Probes))
	for i := range probes {
		if op.KeepOneIn > 0 {
			probes[i].Keep = func(hit kg.NameHit) bool {
				asked[i] = append(asked[i], hit.Entity.ID)
				return keeps(hit.Entity.ID, op.KeepOneIn)
			}
		}
	}
	found, err := s.Search(ctx, op.View, probes)
	return []any{found, asked}, err
}

func (op searching) String() string {
	return fmt.Sprintf("searching, %s: %s, keeping one in %d",
		seenBy(op.View), show(op.Probes), op.KeepOneIn)
}

// following reads the log from a place on.
type following struct {
	still
	View         kg.View
	Place, Limit int
}

func (op following) do(ctx context.Context, s *side) (any, error) {
	changes, err := s.Changes(ctx, op.View, s.sequence(op.Place), op.Limit)
	return s.placedAll(changes), err
}

// exporting reads all records.
type exporting struct {
	still
	View kg.View
}

func (op exporting) do(ctx context.Context, s *side) (any, error) {
	var records []kg.Record
	for record, err := range s.All(ctx, op.View) {
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
	return records, nil
}

// checking asks what became of a batch.
type checking struct {
	still
	Writer, Key string
}

func (op checking) do(ctx context.Context, s *side) (any, error) {
	receipt, err := s.Receipt(ctx, op.Writer, op.Key)
	if receipt == nil || err != nil {
		return nil, err
	}
	return s.placed(*receipt), nil
}

// everything reads a whole store, to end with.
var everything = []operation{
	exporting{View: editor},
	exporting{View: public},
	adjoining{},
	following{View: editor, Limit: 1 << 20},
	following{View: public, Limit: 1 << 20},
	asking{View: editor, IDs: slices.Concat(pools...)},
	asking{View: public, IDs: slices.Concat(pools...)},
}
