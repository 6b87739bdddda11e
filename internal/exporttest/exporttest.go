// Package exporttest has exports for the tests of formats: the starting graph, small
// graphs of a few records, and graphs of any size.
package exporttest

import (
	"iter"
	"strconv"
	"testing"
	"time"

	"entente/formats"
	"entente/kg"
	"entente/seed"
	"entente/store/storetest"
)

// Now is the moment of all exports.
var Now = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

// Seed returns an export of the starting graph over all time.
func Seed(tb testing.TB) *formats.Export {
	tb.Helper()
	records, err := seed.Records()
	if err != nil {
		tb.Fatal(err)
	}
	return Of(tb, records...)
}

// Of returns an export over all time of a graph that has some records, what is referred
// to first.
func Of(tb testing.TB, records ...kg.Record) *formats.Export {
	tb.Helper()
	clock := func() time.Time { return Now }
	model := storetest.NewModel(clock)
	g := kg.NewGraph(model, clock)
	batch := kg.Batch{Writer: "test"}
	for _, record := range records {
		batch.Writes = append(batch.Writes, kg.Write{Record: record, Expect: kg.Absent})
	}
	if _, err := g.Write(tb.Context(), batch); err != nil {
		tb.Fatal(err)
	}
	x := export(model.All(tb.Context(), kg.ViewAt(Now)))
	var err error
	if x.Vocabulary, err = g.Vocabulary(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return x
}

func export(records iter.Seq2[kg.Record, error]) *formats.Export {
	view := kg.ViewAt(Now)
	view.Valid = kg.Always
	return &formats.Export{
		About: formats.About{
			Title: "The starting graph", Known: kg.RecordedTime(Now.UnixMicro()), Licences: []string{"CC BY 4.0"},
		},
		View: view, Records: records,
	}
}

// AsOf changes x to an export of what possibly holds at a time.
func AsOf(tb testing.TB, x *formats.Export, valid string) *formats.Export {
	tb.Helper()
	window, err := kg.ParseWindow(valid, "")
	if err != nil {
		tb.Fatal(err)
	}
	all := x.Records
	x.About.Valid, x.View = valid, x.View.During(window)
	x.Records = func(yield func(kg.Record, error) bool) {
		for record, err := range all {
			r, tie := record.(*kg.Relationship)
			if tie && r.Validity.Span.Holds(window) == "" {
				continue
			}
			if !yield(record, err) {
				return
			}
		}
	}
	return x
}

// Records returns all records of x of one type.
func Records[T kg.Record](tb testing.TB, x *formats.Export) []T {
	tb.Helper()
	var some []T
	for record, err := range x.Records {
		if err != nil {
			tb.Fatal(err)
		}
		if r, ok := record.(T); ok {
			some = append(some, r)
		}
	}
	return some
}

// Large returns an export of so many relationships among a tenth as many actors, with
// dates of all kinds.
func Large(tb testing.TB, size int) *formats.Export {
	tb.Helper()
	x := Seed(tb)
	terms := Records[*kg.Term](tb, x)
	records := make([]kg.Record, 0, len(terms)+size+size/10+1)
	for _, term := range terms {
		records = append(records, term)
	}
	records = append(records, &kg.Source{
		Header: kg.Header{ID: "s1"}, Title: "A list of ties", Publisher: "A publisher", URL: "https://example.org/ties",
	})
	for i := range size / 10 {
		records = append(records, actor(i))
	}
	validities := dates(tb)
	for i := range size {
		records = append(records, tie(i, size/10, validities[i%len(validities)]))
	}
	large := export(func(yield func(kg.Record, error) bool) {
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
	})
	large.Vocabulary = x.Vocabulary
	return large
}

func actor(i int) *kg.Entity {
	id := "actor-" + strconv.Itoa(i)
	return &kg.Entity{
		Header:      kg.Header{ID: kg.ID(id), Sources: []kg.ID{"s1"}},
		EntityClass: kg.ClassActor, Kind: "armed-group", Validity: kg.Unknown,
		Names: []kg.Name{{Text: "Actor " + strconv.Itoa(i), Kind: kg.NameOfficial}},
	}
}

func tie(i, actors int, v kg.Validity) *kg.Relationship {
	from := i % actors
	to := (from + 1 + i*7919%(actors-1)) % actors
	return &kg.Relationship{
		Header: kg.Header{ID: kg.ID("tie-" + strconv.Itoa(i)), Sources: []kg.ID{"s1"}},
		Type:   "partnership", Symmetric: true, Sign: kg.SignCooperative, Validity: v,
		From: kg.ID("actor-" + strconv.Itoa(from)), To: kg.ID("actor-" + strconv.Itoa(to)),
	}
}

// dates returns some thousand different validities.
func dates(tb testing.TB) []kg.Validity {
	tb.Helper()
	var all []kg.Validity
	for i := range 4000 {
		start := time.Date(1990, 1, 1+i, 0, 0, 0, 0, time.UTC)
		end := start.AddDate(0, i%90, 3).Format("2006-01-02")
		text := [...]string{
			start.Format("2006-01-02") + "/" + end, start.Format("2006-01") + "/..", start.Format("2006") + "~/" + end + "?",
			"/" + end,
		}[i%4]
		v, err := kg.Written{EDTF: text}.Read(kg.InstantOf(Now))
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}
