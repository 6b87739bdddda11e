package kg_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// A tangle is a small random multigraph that was recorded in two batches, in which some
// is restricted and two sources, who deny one another, assert what there is.
type tangle struct {
	*rand.Rand
	*kg.Graph
	entities int
	// first is a recorded time between the two batches.
	first kg.RecordedTime
}

func newTangle(t *testing.T, seed uint64) tangle {
	t.Helper()
	now := noon()
	clock := func() time.Time { return now }
	store := storetest.NewModel(clock)
	m := tangle{Rand: rand.New(rand.NewPCG(seed, 5)), Graph: kg.NewGraph(store, clock)}
	m.entities = 2 + m.IntN(6)
	m.first = kg.RecordedTime(now.UnixMicro()) + 1000
	apply := func(id string, records []kg.Record) {
		batch := kg.Batch{ID: id, Writer: "tester"}
		for _, r := range records {
			batch.Writes = append(batch.Writes, kg.Write{Record: r})
		}
		if _, err := store.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	early, late := m.records()
	apply("early", early)
	now = now.Add(time.Hour)
	apply("late", late)
	return m
}

// sources returns one of the two sources, or both.
func (m tangle) sources() []kg.ID {
	return pick(m.Rand, []kg.ID{"news"}, []kg.ID{"blog"}, []kg.ID{"news", "blog"})
}

// records returns what is written first, and what later.
func (m tangle) records() (early, late []kg.Record) {
	early = []kg.Record{
		&kg.Source{Header: kg.Header{ID: "news"}, Title: "News"},
		&kg.Source{Header: kg.Header{ID: "blog"}, Title: "Blog"},
	}
	hidden := map[kg.ID]bool{}
	for i := range m.entities {
		e := &kg.Entity{
			Header: kg.Header{ID: point(i), Sources: m.sources()}, EntityClass: kg.ClassActor, Kind: "group",
			Names: []kg.Name{{Text: string(point(i)), Kind: kg.NameOfficial}}, Validity: kg.Unknown,
		}
		if m.IntN(8) == 0 {
			e.Access, hidden[e.ID] = kg.AccessRestricted, true
		}
		early = append(early, e)
	}
	for i := range m.IntN(40) {
		from := m.IntN(1 + m.IntN(m.entities)) // the first have most
		r := link(i, from, (from+1+m.IntN(m.entities-1))%m.entities, randomSpan(m.Rand))
		r.Sources, r.Symmetric = m.sources(), m.IntN(3) == 0
		r.Restricted = m.IntN(8) == 0 || hidden[r.From] || hidden[r.To]
		records := append([]kg.Record{r}, m.claims(r)...)
		if m.IntN(3) > 0 {
			early = append(early, records...)
		} else {
			late = append(late, records...)
		}
	}
	return early, append(late, &kg.Source{Header: kg.Header{ID: "late"}, Title: "Late"})
}

// claims returns what the blog says of a relationship, if anything.
func (m tangle) claims(r *kg.Relationship) []kg.Record {
	c := &kg.Claim{
		Header: kg.Header{ID: "c" + r.ID}, About: r.ID, Property: "exists", Stance: kg.StanceAsserts,
		Value: kg.Value{Type: kg.ValueNone}, Source: "blog", Rank: kg.RankNormal, Restricted: r.Restricted,
	}
	switch m.IntN(6) {
	case 0:
		c.Stance = kg.StanceDenies
	case 1:
	case 2, 3:
		c.Property = pick(m.Rand, "start", "end")
		c.Value = kg.Value{Type: kg.ValueDate, Date: fmt.Sprintf("1970-01-01T00:00:%02dZ", m.IntN(dates))}
	default:
		return nil
	}
	return []kg.Record{c}
}

// view returns a random view.
func (m tangle) view(t *testing.T) kg.View {
	t.Helper()
	v := kg.View{Now: kg.Instant(m.IntN(dates)), Restricted: m.IntN(3) == 0}
	v = v.During(pick(m.Rand, kg.Always, randomWindow(m.Rand), kg.WindowAt(v.Now)))
	v.Certainty = pick(m.Rand, kg.Possible, kg.Certain)
	if m.IntN(3) == 0 {
		v.Known = m.first
	}
	if m.IntN(3) == 0 {
		v.Perspective = accordingTo(t, pick(m.Rand, kg.ID("news"), "blog")).Perspective
	}
	return v
}

// ids returns up to so many ids, some of them twice or of nothing.
func (m tangle) ids(most int) []kg.ID {
	ids := []kg.ID{}
	for range m.IntN(most + 1) {
		ids = append(ids, point(m.IntN(m.entities+1)))
	}
	return ids
}

// induced completes what was walked as a picture's definition says: by looking at
// every relationship that the view lists.
func (m tangle) induced(t *testing.T, v kg.View, q kg.NeighborhoodQuery, most int) kg.Subgraph {
	t.Helper()
	with := q.With
	q.With = nil
	s, err := m.Neighborhood(t.Context(), v, q)
	if err != nil {
		t.Fatal(err)
	}
	inside, followed := map[kg.ID]bool{}, map[kg.ID]bool{}
	for _, e := range s.Entities {
		inside[e.ID] = true
	}
	for _, r := range s.Relationships {
		followed[r.ID] = true
	}
	records, err := m.Records(t.Context(), v, with)
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		if e, ok := record.(*kg.Entity); ok && !inside[e.ID] {
			inside[e.ID] = true
			s.Entities = append(s.Entities, e)
		}
	}
	for _, r := range m.listed(t, v) {
		switch {
		case followed[r.ID] || !inside[r.From] || !inside[r.To]:
		case most == 0:
			s.Beyond = append(s.Beyond, r.ID)
			s.Truncated = true
		default:
			s.Relationships = append(s.Relationships, r)
			most--
		}
	}
	return s
}

// listed returns every relationship that the view lists, by start.
func (m tangle) listed(t *testing.T, v kg.View) []*kg.Relationship {
	t.Helper()
	list := kg.RelationshipList{Order: kg.Order{Field: kg.OrderStart}, Page: kg.Page{First: ptr(kg.MaxPage)}}
	pages, err := kg.Find(t.Context(), m.Graph, v, []kg.RelationshipList{list})
	if err != nil {
		t.Fatal(err)
	}
	var all []*kg.Relationship
	for _, f := range pages[0].Found {
		all = append(all, f.Record.(*kg.Relationship))
	}
	return all
}

// TestAPictureHasWhatIsInducedByItsEntities compares whole answers, with the usual
// limit and with such that leave most out.
func TestAPictureHasWhatIsInducedByItsEntities(t *testing.T) {
	shown, beyond := 0, 0
	for seed := range uint64(1000) {
		m := newTangle(t, seed)
		for range 4 {
			v := m.view(t)
			q := kg.NeighborhoodQuery{
				Of: m.ids(2), Depth: m.IntN(3), Limit: m.IntN(6), With: m.ids(8),
			}
			got, err := m.Neighborhood(t.Context(), v, q)
			want := m.induced(t, v, q, kg.MaxAmong)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("tangle %d, %+v in %+v: error %v, picture (-want +got):\n%s", seed, q, v, err, diff)
			}
			shown += len(got.Relationships)

			most := m.IntN(8)
			got, err = m.NeighborhoodWithin(t.Context(), v, q, most)
			want = m.induced(t, v, q, most)
			slices.Sort(want.Beyond)
			slices.Sort(got.Beyond)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("tangle %d, %+v in %+v of at most %d: error %v, picture (-want +got):\n%s",
					seed, q, v, most, err, diff)
			}
			shown, beyond = shown+len(got.Relationships), beyond+len(got.Beyond)
		}
	}
	t.Logf("%d relationships shown, %d beyond", shown, beyond)
	if shown < 20_000 || beyond < 1000 {
		t.Errorf("%d shown and %d beyond say too little", shown, beyond)
	}
}

// A lookingStore counts the relationships that its queries look at.
type lookingStore struct {
	kg.Store
	calls, looked int
}

func (s *lookingStore) Find(ctx context.Context, v kg.View, queries []kg.Query) ([][]kg.Found, error) {
	s.calls++
	for i, q := range queries {
		queries[i].Keep = func(f kg.Found) bool {
			s.looked++
			return q.Keep == nil || q.Keep(f)
		}
	}
	return s.Store.Find(ctx, v, queries)
}

// TestAPictureCostsWhatItShows has two hubs of 1,000 relationships each
// with others, and 25 entities that have four.
func TestAPictureCostsWhatItShows(t *testing.T) {
	const hubs, ordinary, others, ties = 2, 25, 10, 1000
	store := &lookingStore{Store: storetest.NewModel(noon)}
	spans := rand.New(rand.NewPCG(1, 1))
	batch := kg.Batch{ID: "all", Writer: "tester", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "news"}, Title: "News"}},
	}}
	for i := range hubs + ordinary + others {
		batch.Writes = append(batch.Writes, kg.Write{Record: &kg.Entity{
			Header: kg.Header{ID: point(i)}, EntityClass: kg.ClassActor, Kind: "group",
			Names: []kg.Name{{Text: "group", Kind: kg.NameOfficial}}, Validity: kg.Unknown,
		}})
	}
	n := 0
	tie := func(from, to int) {
		n++
		batch.Writes = append(batch.Writes, kg.Write{Record: link(n, from, to, randomSpan(spans))})
	}
	for i := range ties {
		tie(0, hubs+ordinary+i%others)
		tie(1, hubs+ordinary+i%others)
	}
	for i := range ordinary {
		tie(hubs+i, 0)
		tie(hubs+i, 1)
		tie(hubs+i, hubs+(i+1)%ordinary)
	}
	tie(0, 1)
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	g := kg.NewGraph(store, noon)
	if _, err := g.Vocabulary(t.Context()); err != nil {
		t.Fatal(err)
	}
	picture := func(without int) (shown, calls, looked int) {
		store.calls, store.looked = 0, 0
		q := kg.NeighborhoodQuery{}
		for i := without; i < hubs+ordinary; i++ {
			q.With = append(q.With, point(i))
		}
		s, err := g.Neighborhood(t.Context(), kg.View{}.During(kg.Always), q)
		if err != nil {
			t.Fatal(err)
		}
		return len(s.Relationships), store.calls, store.looked
	}
	if shown, calls, looked := picture(1); shown != 50 || calls != 1 || looked != 50 {
		t.Errorf("beside one hub: got %d relationships with %d calls that looked at %d, want 50 with 1 at 50",
			shown, calls, looked)
	}
	if shown, calls, looked := picture(0); shown != 76 || calls != 1 || looked != 76 {
		t.Errorf("beside two: got %d relationships with %d calls that looked at %d, want 76 with 1 at 76",
			shown, calls, looked)
	}
}

func TestAPictureCountsWhatItsLimitLeavesOut(t *testing.T) {
	f := truces(t)
	v := at(t, "../..", kg.Possible)
	q := kg.NeighborhoodQuery{With: []kg.ID{"sdf", "damascus", "is"}}
	s, err := f.NeighborhoodWithin(t.Context(), v, q, 2)
	if err != nil {
		t.Fatal(err)
	}
	ids := []kg.ID{}
	for _, r := range s.Relationships {
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff([]kg.ID{"perhaps", "past"}, ids); diff != "" || !s.Truncated {
		t.Errorf("truncated %t, want so; the earliest two (-want +got):\n%s", s.Truncated, diff)
	}
	left, err := f.LeftOut(t.Context(), v, nil, s)
	if diff := cmp.Diff([]kg.LeftOut{{Reason: kg.LeftOutOverLimit, Count: 3}}, left); diff != "" || err != nil {
		t.Errorf("error %v, left out (-want +got):\n%s", err, diff)
	}

	// What joins those that were walked from counts once, and not as filtered.
	conflict := &kg.RelationshipFilter{Type: &kg.TermFilter{Eq: ptr("conflict")}}
	q = kg.NeighborhoodQuery{Of: []kg.ID{"sdf"}, Depth: 1, Limit: 9, Where: conflict, With: []kg.ID{"damascus"}}
	s, err = f.NeighborhoodWithin(t.Context(), v, q, 1)
	if err != nil {
		t.Fatal(err)
	}
	left, err = f.LeftOut(t.Context(), v, conflict, s)
	want := []kg.LeftOut{{Reason: kg.LeftOutFiltered, Count: 1}, {Reason: kg.LeftOutOverLimit, Count: 3}}
	if diff := cmp.Diff(want, left); diff != "" || err != nil {
		t.Errorf("error %v, left out beside those followed (-want +got):\n%s", err, diff)
	}
}

func TestAPictureIsLimited(t *testing.T) {
	f := truces(t)
	many := make([]kg.ID, kg.MaxPicture+1)
	for i := range many {
		many[i] = point(i)
	}
	of := many[:kg.MaxNeighborhoods]
	q := kg.NeighborhoodQuery{Of: of, With: many[1:]}
	if _, err := f.Neighborhood(t.Context(), f.View(), q); err != nil {
		t.Errorf("a picture of %d and %d = %v, want it", len(q.Of), len(q.With), err)
	}
	q.With = many
	if _, err := f.Neighborhood(t.Context(), f.View(), q); !errors.Is(err, kg.ErrLimit) {
		t.Errorf("a picture with %d = %v, want ErrLimit", len(q.With), err)
	}
	q.With = []kg.ID{"sdf", "a b"}
	if _, err := f.Neighborhood(t.Context(), f.View(), q); field(err) != "with[1]" {
		t.Errorf("a picture with what is no id blames %q, want with[1]: %v", field(err), err)
	}
}

// TestTheTimelineOfASubgraphIsThatOfItsRelationships compares it with that of the root,
// told of the same relationships by their ids.
func TestTheTimelineOfASubgraphIsThatOfItsRelationships(t *testing.T) {
	for seed := range uint64(300) {
		m := newTangle(t, seed)
		v := m.view(t)
		s, err := m.Neighborhood(t.Context(), v, kg.NeighborhoodQuery{With: m.ids(8)})
		if err != nil {
			t.Fatal(err)
		}
		ids := []kg.ID{}
		for _, r := range s.Relationships {
			ids = append(ids, r.ID)
		}
		q := kg.TimeQuery{
			Within: pick(m.Rand, nil, ptr("1970"), ptr("1970-01-01T00:00:02Z/.."), ptr("1970-01-01T00:00:03Z")),
			Bucket: pick(m.Rand, "", kg.BucketDay),
		}
		got, err := s.Timeline(v, q)
		if err != nil {
			t.Fatal(err)
		}
		q.Where = &kg.RelationshipFilter{ID: &kg.IDFilter{In: ids}}
		want, err := m.Timeline(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("tangle %d, %v in %+v (-want +got):\n%s", seed, ids, v, diff)
		}
	}
}
