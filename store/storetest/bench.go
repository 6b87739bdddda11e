package storetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"entente/kg"
)

// benchSize is how many relationships the graph of the benchmarks has, unless the
// environment variable ENTENTE_BENCH_SIZE says otherwise.
const benchSize = 10_000

// A bench is a store with a graph of which every tenth relationship is the hub's.
type bench struct {
	kg.Store
	*rand.Rand
	entities, size int
}

// Bench measures what a store is chosen by, on a graph of benchSize relationships
// that it loads first. It logs how fast it could load.
func Bench(b *testing.B, open func(b *testing.B, clock func() time.Time) kg.Store) {
	s := &bench{Store: open(b, time.Now), Rand: rand.New(rand.NewPCG(1, 1)), size: benchSize}
	if text := os.Getenv("ENTENTE_BENCH_SIZE"); text != "" {
		size, err := strconv.Atoi(text)
		if err != nil || size < 100 {
			b.Fatalf("ENTENTE_BENCH_SIZE: got %q, want a number from 100", text)
		}
		s.size = size
	}
	s.entities = s.size / 10
	b.Logf("loaded %d relationships, %.0f a second", s.size, s.load(b))
	for _, measure := range []struct {
		name string
		run  func(b *testing.B, s *bench)
	}{
		{"OneHop", oneHop},
		{"HubFirstPage", hubFirstPage},
		{"TwoHops", twoHops},
		{"RootListPage", rootListPage},
		{"SearchPrefix", searchPrefix},
		{"ApplySingle", applySingle},
	} {
		b.Run(measure.name, func(b *testing.B) { b.ReportAllocs(); measure.run(b, s) })
	}
}

// load writes the graph and returns the relationships written in a second.
func (s *bench) load(b *testing.B) float64 {
	b.Helper()
	const most = 10_000
	begin := time.Now()
	var writes []kg.Write
	flush := func(full int) {
		if len(writes) > full {
			s.apply(b, writes)
			writes = nil
		}
	}
	for i := range s.entities {
		writes = append(writes, kg.Write{Record: actor(entityID(i), fmt.Sprintf("Actor %d", i))})
		flush(most - 1)
	}
	for i := range s.size {
		writes = append(writes, kg.Write{Record: s.tie(i)})
		flush(most - 1)
	}
	flush(0)
	return float64(s.size) / time.Since(begin).Seconds()
}

func (s *bench) apply(b *testing.B, writes []kg.Write) {
	b.Helper()
	if _, err := s.Apply(b.Context(), kg.Batch{ID: "bench", Writes: writes}); err != nil {
		b.Fatalf("Apply: got error %v, want none", err)
	}
}

func entityID(i int) kg.ID { return kg.ID(fmt.Sprintf("e-%07d", i)) }

// The years of the benchmarks' graph, in seconds since its beginning.
const (
	year  = 365 * 24 * 60 * 60
	years = 50
)

// tie returns relationship i, of one to ten years, of the hub or of two others.
func (s *bench) tie(i int) *kg.Relationship {
	from, to := 1+s.IntN(s.entities-1), 1+s.IntN(s.entities-2)
	if to >= from {
		to++
	}
	if i%10 == 0 {
		from = 0
	}
	r := tie(kg.ID(fmt.Sprintf("r-%07d", i)), entityID(from), entityID(to))
	start := kg.Instant(s.IntN(years * year))
	r.Type = pick(&generator{Rand: s.Rand}, "partnership", "ceasefire", "custody", "support")
	r.Validity = during(start, start.Add(int64(year+s.IntN(9*year))))
	return r
}

// asOf returns the bounds of what is in force at a random moment.
func (s *bench) asOf() *kg.Bounds {
	t := kg.Instant(s.IntN(years * year))
	bounds := kg.Unbounded
	bounds.StartEarliest.Max, bounds.EndLatest.Min = t, t.Add(1)
	return &bounds
}

// hop asks for the first relationships of an entity at a random moment.
func (s *bench) hop(of kg.ID, limit int) kg.Query {
	return kg.Query{
		Class: kg.ClassRelationship, Of: of, Bounds: s.asOf(),
		Order: kg.Order{Field: kg.OrderStart}, Limit: limit,
	}
}

func (s *bench) find(b *testing.B, queries ...kg.Query) [][]kg.Found {
	pages, err := s.Find(b.Context(), public, queries)
	if err != nil {
		b.Fatalf("Find: got error %v, want none", err)
	}
	return pages
}

// oneHop reads what an ordinary actor has at a moment.
func oneHop(b *testing.B, s *bench) {
	for b.Loop() {
		s.find(b, s.hop(entityID(1+s.IntN(s.entities-1)), 20))
	}
}

// hubFirstPage reads the first page of the actor that most is tied to.
func hubFirstPage(b *testing.B, s *bench) {
	for b.Loop() {
		if page := s.find(b, s.hop(entityID(0), 20))[0]; len(page) == 0 {
			b.Fatal("Find: got no relationships of the hub, want some")
		}
	}
}

// twoHops reads what an ordinary actor has, and then what those have at far ends.
func twoHops(b *testing.B, s *bench) {
	for b.Loop() {
		of := entityID(1 + s.IntN(s.entities-1))
		var next []kg.Query
		for _, found := range s.find(b, s.hop(of, 20))[0] {
			far := found.To.ID
			if far == of {
				far = found.From.ID
			}
			next = append(next, s.hop(far, 20))
		}
		s.find(b, next...)
	}
}

// rootListPage reads a page from somewhere in the list of all relationships.
func rootListPage(b *testing.B, s *bench) {
	for b.Loop() {
		q := s.hop("", 50)
		q.After = &kg.Key{Number: int64(q.Bounds.StartEarliest.Max) - year, ID: "r"}
		s.find(b, q)
	}
}

// searchPrefix finds actors by the beginning of their names.
func searchPrefix(b *testing.B, s *bench) {
	for b.Loop() {
		probe := full(fmt.Sprintf("actor %d", s.IntN(s.entities)))
		probe.Limit = 20
		hits, err := s.Search(b.Context(), public, []kg.NameProbe{probe})
		if err != nil || len(hits[0]) == 0 {
			b.Fatalf("Search: got %d hits, %v; want some", len(hits), err)
		}
	}
}

// applySingle rewrites one relationship at a time.
func applySingle(b *testing.B, s *bench) {
	for b.Loop() {
		s.apply(b, puts(s.tie(s.IntN(s.size))))
	}
}
