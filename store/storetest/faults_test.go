package storetest

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
	"unicode/utf16"

	"entente/kg"
)

func utf16Of(text string) []uint16 { return utf16.Encode([]rune(text)) }

// A fault is a mistake that a group of cases must notice, and the random check
// too unless it is blind to it.
type fault struct {
	name, group string
	blind       bool
	faulty      faulty
}

// faults are mistakes that stores make.
var faults = []fault{
	{"orders text by UTF-16", "Order", false, faulty{found: orderByUTF16}},
	{"finds up to a bound and not at it", "Find", false, faulty{query: excludeMax}},
	{"asks Keep after the limit", "Keep", false, faulty{query: limitFirst}},
	{"leaves out symmetric relationships", "Find", false, faulty{found: withoutSymmetric}},
	{"finds what leads to the first far end only", "Find", false, faulty{query: oneFar}},
	{"takes any end for the far one", "Find", false, faulty{query: farUnlessSelf}},
	{"forgets the ends", "Find", false, faulty{found: withoutEnds}},
	{"begins a page at its key", "Page", false, faulty{query: includeAfter}},
	{"shows hidden relationships of an entity", "View", false, faulty{view: showIn("Find")}},
	{"counts what is hidden", "View", false, faulty{view: showIn("Count")}},
	{"finds names that are hidden", "View", false, faulty{view: showIn("Search")}},
	{"exports what is hidden", "View", false, faulty{view: showIn("All")}},
	{"reads what is hidden", "View", false, faulty{view: showIn("Records")}},
	{"finds in the present only", "Known", false, faulty{view: presentIn("Find")}},
	{"counts in the present only", "Known", false, faulty{view: presentIn("Count")}},
	{"searches the present only", "Known", false, faulty{view: presentIn("Search")}},
	{"exports the present only", "Known", false, faulty{view: presentIn("All")}},
	{"reads the present only", "Known", false, faulty{view: presentIn("Records")}},
	{"reads whatever the token", "View", true, faulty{view: withoutToken}},
	{"knows a version until the next has begun", "Known", false, faulty{view: knownUntil}},
	{"keeps the order of kinds for itself", "Count", false, faulty{tallies: backwards}},
	{"counts a page only", "Count", false, faulty{tallies: upToLimit}},
	{"looks for prefixes up to U+FFFF", "Search", false, faulty{hits: belowFFFF}},
	{"orders hits by id", "Search", false, faulty{hits: byID}},
	{"leaves out what is not there", "Records", false, faulty{records: withoutNil}},
	{"gives nil pointers", "Records", false, faulty{records: typedNil}},
	{"hides versions one by one", "View", false, faulty{versions: hiddenOneByOne}},
	{"has the newest version first", "Versions", false, faulty{versions: newestFirst}},
	{"pages the log before hiding", "Changes", false, faulty{changes: hiddenAfterLimit}},
	{"lets dangling references pass", "References", false, faulty{apply: pardon("no record \"")}},
	{"lets references to any class pass", "References", false, faulty{apply: pardon("of class")}},
	{"retracts what others refer to", "References", false, faulty{apply: pardon("still refer")}},
	{"overwrites what has moved on", "Apply", false, faulty{apply: pardon("expected version")}},
	{"creates what is there", "Apply", false, faulty{apply: pardon("already a record")}},
	{"applies writes one by one", "Recorded", false, faulty{apply: oneByOne}},
	{"applies half of what it refuses", "Apply", false, faulty{apply: oneByOne}},
	{"shows half a batch", "Concurrency", false, faulty{apply: oneByOne}},
	{"tells another time than it recorded", "Versions", false, faulty{receipt: later}},
	{"forgets the payload", "Key", false, faulty{receipt: withoutPayload}},
	{"takes keys from all writers", "Key", false, faulty{apply: oneWriter}},
	{"exports what is there when it comes to it", "All", true, faulty{all: live}},
	{"exports in the order of ids only", "All", false, faulty{all: idsOnly}},
	{"does not look at the context", "Context", true, faulty{ctx: context.WithoutCancel}},
	{"answers when it is closed", "Close", true, faulty{close: func() error { return nil }}},
}

// presentIn forgets, in one method, what a view is known as of.
func presentIn(in string) func(method string, v kg.View) kg.View {
	return func(method string, v kg.View) kg.View {
		if method == in {
			v.Known = 0
		}
		return v
	}
}

// knownUntil takes the end of a version for a part of it.
func knownUntil(_ string, v kg.View) kg.View {
	v.Known = max(v.Known-1, 0)
	return v
}

// withoutToken reads as if no token were given.
func withoutToken(_ string, v kg.View) kg.View {
	v.Consistency = ""
	return v
}

func orderByUTF16(q kg.Query, page []kg.Found) []kg.Found {
	if q.Order.Field == kg.OrderName && !q.Order.Descending {
		slices.SortStableFunc(page, func(a, b kg.Found) int {
			return byUTF16(a.Record.Keys().Label, b.Record.Keys().Label)
		})
	}
	return page
}

func excludeMax(q *kg.Query) {
	if q.Bounds != nil && !q.Bounds.EndLatest.Max.Infinite() {
		bounds := *q.Bounds
		bounds.EndLatest.Max--
		q.Bounds = &bounds
	}
}

func limitFirst(q *kg.Query) {
	if keep, n := q.Keep, 0; keep != nil && q.Limit > 0 {
		limit := q.Limit
		q.Keep = func(f kg.Found) bool { n++; return n <= limit && keep(f) }
	}
}

func withoutSymmetric(q kg.Query, page []kg.Found) []kg.Found {
	return slices.DeleteFunc(page, func(f kg.Found) bool {
		return q.Direction == kg.DirectionIn && q.Of != "" && f.Record.Keys().Symmetric
	})
}

func oneFar(q *kg.Query) { q.Far = q.Far[:min(len(q.Far), 1)] }

// farUnlessSelf takes any end for the far one.
func farUnlessSelf(q *kg.Query) {
	far, keep := q.Far, q.Keep
	if q.Of == "" || len(far) == 0 {
		return
	}
	q.Far = nil
	q.Keep = func(f kg.Found) bool {
		return (among(f.From.ID, far) || among(f.To.ID, far)) && (keep == nil || keep(f))
	}
}

func withoutEnds(_ kg.Query, page []kg.Found) []kg.Found {
	for i := range page {
		page[i].To = nil
	}
	return page
}

func includeAfter(q *kg.Query) {
	if q.After != nil && !q.Order.Descending && q.After.ID != "" {
		after := *q.After
		after.ID = after.ID[:len(after.ID)-1]
		q.After = &after
	}
}

func showIn(method string) func(string, kg.View) kg.View {
	return func(called string, v kg.View) kg.View {
		v.Restricted = v.Restricted || called == method
		return v
	}
}

func backwards(_ kg.Query, tallies []kg.Tally) []kg.Tally {
	slices.Reverse(tallies)
	return tallies
}

func upToLimit(q kg.Query, tallies []kg.Tally) []kg.Tally {
	if q.Limit > 0 && len(tallies) > 0 {
		tallies[0].Count = min(tallies[0].Count, q.Limit)
	}
	return tallies
}

func belowFFFF(p kg.NameProbe, hits []kg.NameHit) []kg.NameHit {
	return slices.DeleteFunc(hits, func(h kg.NameHit) bool {
		return p.Prefix && h.Key.Text >= p.Text+"\uFFFF"
	})
}

func byID(_ kg.NameProbe, hits []kg.NameHit) []kg.NameHit {
	slices.SortFunc(hits, func(a, b kg.NameHit) int { return cmp.Compare(a.Entity.ID, b.Entity.ID) })
	return hits
}

func withoutNil(records []kg.Record) []kg.Record {
	return slices.DeleteFunc(records, func(r kg.Record) bool { return r == nil })
}

func typedNil(records []kg.Record) []kg.Record {
	for i := range records {
		if records[i] == nil {
			records[i] = (*kg.Entity)(nil)
		}
	}
	return records
}

func hiddenOneByOne(m *Model, v kg.View, ids []kg.ID) [][]kg.Version {
	all, _ := m.Versions(context.Background(), editor, ids)
	for i := range all {
		all[i] = slices.DeleteFunc(all[i], func(version kg.Version) bool {
			return !v.Restricted && version.Record.Keys().Restricted
		})
	}
	return all
}

func newestFirst(m *Model, v kg.View, ids []kg.ID) [][]kg.Version {
	all, _ := m.Versions(context.Background(), v, ids)
	for i := range all {
		slices.Reverse(all[i])
	}
	return all
}

func hiddenAfterLimit(m *Model, v kg.View, after int64, limit int) []kg.Change {
	page, _ := m.Changes(context.Background(), editor, after, limit)
	shown, _ := m.Changes(context.Background(), v, after, math.MaxInt)
	return slices.DeleteFunc(page, func(c kg.Change) bool { return !slices.Contains(shown, c) })
}

func later(r *kg.Receipt) { r.RecordedAt++ }

func withoutPayload(r *kg.Receipt) { r.Payload = "" }

func oneWriter(m *Model, b kg.Batch) (kg.Receipt, error) {
	b.Writer = "tester"
	return m.Apply(context.Background(), b)
}

func live(m *Model, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		for record, err := range m.All(context.Background(), v) {
			if err == nil {
				now, _ := m.Records(context.Background(), v, []kg.ID{record.Head().ID})
				record = now[0]
			}
			if record != nil && !yield(record, err) {
				return
			}
		}
	}
}

func idsOnly(m *Model, v kg.View) iter.Seq2[kg.Record, error] {
	return func(yield func(kg.Record, error) bool) {
		var records []kg.Record
		for record, err := range m.All(context.Background(), v) {
			if err != nil {
				yield(nil, err)
				return
			}
			records = append(records, record)
		}
		slices.SortFunc(records, func(a, b kg.Record) int {
			return cmp.Compare(a.Head().ID, b.Head().ID)
		})
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
	}
}
