package kg_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// A maze is a small random multigraph and what is asked of it. Its oracle tries
// every way there is.
type maze struct {
	*rand.Rand
	entities int
	ties     []*kg.Relationship
	graph    *kg.Graph
}

// newMaze makes a maze of up to six entities and a dozen relationships.
func newMaze(t *testing.T, seed uint64) *maze {
	t.Helper()
	m := &maze{Rand: rand.New(rand.NewPCG(seed, 7))}
	m.entities = 2 + m.IntN(5)
	for i := range m.IntN(13) {
		from, to := m.IntN(m.entities), m.IntN(m.entities-1)
		if to >= from {
			to++
		}
		m.ties = append(m.ties, link(i, from, to, randomSpan(m.Rand)))
		m.ties[i].Symmetric = m.IntN(3) == 0
		if m.IntN(3) == 0 {
			m.ties[i].Sign = kg.SignHostile
		}
	}
	m.Shuffle(len(m.ties), func(i, j int) { m.ties[i].ID, m.ties[j].ID = m.ties[j].ID, m.ties[i].ID })
	m.graph = mazeOf(t, m.entities, m.ties)
	return m
}

func point(i int) kg.ID { return kg.ID(fmt.Sprintf("e%d", i)) }

// link is a relationship between two points of a graph.
func link(i, from, to int, span kg.Span) *kg.Relationship {
	return &kg.Relationship{
		Header: kg.Header{ID: kg.ID(fmt.Sprintf("r%02d", i)), Sources: []kg.ID{"news"}},
		Type:   "pact", From: point(from), To: point(to), Sign: kg.SignCooperative,
		Validity: kg.Validity{Written: kg.Written{EDTF: "/"}, Span: span},
	}
}

// mazeOf writes so many entities and the links between them to a new graph.
func mazeOf(t *testing.T, entities int, ties []*kg.Relationship) *kg.Graph {
	t.Helper()
	store := storetest.NewModel(noon)
	batch := kg.Batch{ID: "all", Writer: "tester", Writes: []kg.Write{
		{Record: &kg.Source{Header: kg.Header{ID: "news"}, Title: "News"}},
	}}
	for i := range entities {
		batch.Writes = append(batch.Writes, kg.Write{Record: &kg.Entity{
			Header: kg.Header{ID: point(i)}, EntityClass: kg.ClassActor, Kind: "group",
			Names: []kg.Name{{Text: string(point(i)), Kind: kg.NameOfficial}}, Validity: kg.Unknown,
		}})
	}
	for _, r := range ties {
		batch.Writes = append(batch.Writes, kg.Write{Record: r})
	}
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return kg.NewGraph(store, noon)
}

// withoutMemory is the graph over its store alone, which has no [kg.Adjacency] then.
func withoutMemory(g *kg.Graph) *kg.Graph {
	return kg.NewGraph(struct{ kg.Store }{g.Store()}, noon)
}

// grounds are the graph as a search finds its way in memory, and in the store alone.
func grounds(g *kg.Graph) map[string]*kg.Graph {
	return map[string]*kg.Graph{"in memory": g, "in the store": withoutMemory(g)}
}

// randomSpan returns a span of small instants in which every kind of bound occurs.
func randomSpan(r *rand.Rand) kg.Span {
	pick := func(infinite kg.Instant) kg.Instant {
		if r.IntN(6) == 0 {
			return infinite
		}
		return kg.Instant(r.IntN(dates))
	}
	for {
		s := kg.Span{
			StartEarliest: pick(kg.NegInf), StartLatest: pick(kg.PosInf),
			EndEarliest: pick(kg.NegInf), EndLatest: pick(kg.PosInf),
		}
		switch r.IntN(8) {
		case 0:
			s.StartEarliest, s.StartLatest = kg.NegInf, kg.NegInf
		case 1:
			s.EndEarliest, s.EndLatest = kg.PosInf, kg.PosInf
		case 2:
			s.StartLatest, s.EndLatest = s.StartEarliest, s.EndEarliest
		}
		if s.StartEarliest <= s.StartLatest && s.EndEarliest <= s.EndLatest &&
			(s.StartLatest < s.EndLatest || s.EndLatest == kg.PosInf) &&
			(s.StartEarliest < s.EndEarliest || s.StartEarliest == kg.NegInf) &&
			s.StartEarliest < s.EndLatest && s.StartEarliest != kg.PosInf && s.EndLatest != kg.NegInf {
			return s
		}
	}
}

// dates is how many finite instants there are, from 0 upwards.
const dates = 6

// randomWindow returns a window with or without sides.
func randomWindow(r *rand.Rand) kg.Window {
	w := kg.Window{From: kg.Instant(r.IntN(dates)), Until: kg.PosInf}
	if r.IntN(4) > 0 {
		w.Until = w.From + kg.Instant(1+r.IntN(3))
	}
	if r.IntN(4) == 0 {
		w.From = kg.NegInf
	}
	return w
}

// question returns a random query and view.
func (m *maze) question() (kg.View, kg.PathQuery) {
	v := kg.View{Now: kg.Instant(m.IntN(dates)), Certainty: kg.Possible}
	v.Valid = kg.WindowAt(v.Now)
	if m.IntN(2) == 0 {
		v = v.During(randomWindow(m.Rand))
	}
	if m.IntN(3) == 0 {
		v.Certainty = kg.Certain
	}
	modes := []kg.PathMode{kg.PathSnapshot, kg.PathContinuous, kg.PathConsecutive}
	q := kg.PathQuery{
		From: point(0), To: point(1), Mode: modes[m.IntN(3)],
		MaxLength: 1 + m.IntN(kg.MaxPathLength), First: 1 + m.IntN(6), Where: m.filter(),
	}
	if q.Mode != kg.PathSnapshot && m.IntN(2) == 0 {
		q.Within = ptr(randomWindow(m.Rand))
	}
	return v, q
}

func (m *maze) filter() *kg.RelationshipFilter {
	switch m.IntN(6) {
	case 0:
		return &kg.RelationshipFilter{Sign: &kg.SignFilter{Eq: ptr(kg.SignCooperative)}}
	case 1:
		statuses := []kg.RelationshipStatus{
			kg.StatusUpcoming, kg.StatusActive, kg.StatusPossiblyActive, kg.StatusExpired,
		}
		m.Shuffle(len(statuses), func(i, j int) { statuses[i], statuses[j] = statuses[j], statuses[i] })
		return &kg.RelationshipFilter{Status: &kg.StatusFilter{In: statuses[:1+m.IntN(3)]}}
	case 2:
		other := &kg.IDFilter{Eq: ptr(point(m.IntN(m.entities)))}
		return &kg.RelationshipFilter{Other: &kg.EntityFilter{ID: other}}
	}
	return nil
}

// A way is a path as the oracle has it.
type way struct {
	ties      []*kg.Relationship
	certainty kg.Certainty
	key       kg.Instant
	text      string
}

// answer lists the paths by trying all, as texts.
func (m *maze) answer(v kg.View, q kg.PathQuery) []string {
	var ways []way
	var walk func(at kg.ID, met []kg.ID, ties []*kg.Relationship)
	walk = func(at kg.ID, met []kg.ID, ties []*kg.Relationship) {
		if at == q.To {
			if w, ok := judge(v, q, met, ties); ok {
				ways = append(ways, w)
			}
			return
		}
		if len(ties) == q.MaxLength {
			return
		}
		for _, r := range m.ties {
			next := r.To
			if next == at {
				next = r.From
			}
			if (r.From == at || r.To == at) && !slices.Contains(met, next) && admits(q.Where, v, r) {
				walk(next, append(slices.Clone(met), next), append(slices.Clone(ties), r))
			}
		}
	}
	walk(q.From, []kg.ID{q.From}, nil)
	slices.SortFunc(ways, func(a, b way) int {
		return cmp.Or(cmp.Compare(len(a.ties), len(b.ties)), cmp.Compare(a.certainty, b.certainty),
			cmp.Compare(a.key, b.key), slices.CompareFunc(a.ties, b.ties,
				func(a, b *kg.Relationship) int { return strings.Compare(string(a.ID), string(b.ID)) }))
	})
	var texts []string
	for _, w := range ways[:min(len(ways), q.First)] {
		texts = append(texts, w.text)
	}
	return texts
}

// admits says what the filters of [maze.filter] mean.
func admits(f *kg.RelationshipFilter, v kg.View, r *kg.Relationship) bool {
	switch {
	case f == nil:
		return true
	case f.Sign != nil:
		return r.Sign == *f.Sign.Eq
	case f.Status != nil:
		return slices.Contains(f.Status.In, r.Validity.Span.Status(v.StatusWindow()))
	}
	return r.From == *f.Other.ID.Eq || r.To == *f.Other.ID.Eq
}

// judge says whether ties make a path and how it is told.
func judge(v kg.View, q kg.PathQuery, met []kg.ID, ties []*kg.Relationship) (way, bool) {
	w := way{ties: ties}
	byStatus := q.Mode == kg.PathSnapshot && q.Where != nil && q.Where.Status != nil
	for _, c := range []kg.Certainty{kg.Certain, kg.Possible} {
		asked := c == kg.Certain || v.Certainty != kg.Certain || byStatus
		if w.certainty == "" && asked && together(v, q, ties, c) {
			w.certainty = c
		}
	}
	var spans []kg.Span
	w.text = fmt.Sprintf("%s %s", w.certainty, met[0])
	for i, r := range ties {
		spans = append(spans, r.Validity.Span)
		w.text += fmt.Sprintf(" -%s %s- %s", r.ID, r.DirectionFrom(met[i]), met[i+1])
	}
	if w.certainty == "" {
		return w, false
	}
	switch q.Mode {
	case kg.PathContinuous:
		w.text += commonly(windowOf(v, q), spans)
	case kg.PathConsecutive:
		departure := momentOf(windowOf(v, q), spans, 0)
		arrival := momentOf(windowOf(v, q), spans, len(spans)-1)
		w.text += fmt.Sprintf(" departs %v arrives %v", departure, arrival)
		w.key = arrival.Earliest
		if w.certainty == kg.Certain {
			w.key = arrival.Latest
		}
	}
	return w, true
}

// windowOf is the time in which hops must hold.
func windowOf(v kg.View, q kg.PathQuery) kg.Window {
	switch {
	case q.Mode != kg.PathSnapshot && q.Within != nil:
		return *q.Within
	case q.Mode != kg.PathSnapshot && !v.Given:
		return kg.Always
	}
	return v.Valid
}

// together compares every two ties of a path.
func together(v kg.View, q kg.PathQuery, ties []*kg.Relationship, c kg.Certainty) bool {
	for i, a := range ties {
		holds := a.Validity.Span.Holds(windowOf(v, q))
		if q.Mode == kg.PathSnapshot && q.Where != nil && q.Where.Status != nil {
			holds = kg.Certain
			if a.Validity.Span.Status(v.StatusWindow()) == kg.StatusPossiblyActive {
				holds = kg.Possible
			}
		}
		if holds == "" || c == kg.Certain && holds != kg.Certain {
			return false
		}
		for j, b := range ties {
			after := i < j || q.Mode == kg.PathContinuous && i != j
			if q.Mode != kg.PathSnapshot && after && !startsBefore(a.Validity.Span, b.Validity.Span, c) {
				return false
			}
		}
	}
	return true
}

// startsBefore says that a has begun when b ends.
func startsBefore(a, b kg.Span, c kg.Certainty) bool {
	if c == kg.Possible {
		return a.StartEarliest < b.EndLatest
	}
	return a.StartLatest < b.EndEarliest || a.StartLatest == kg.NegInf || b.EndEarliest == kg.PosInf
}

// commonly tells the common interval of spans.
func commonly(w kg.Window, spans []kg.Span) string {
	certain, possible := w, w
	for _, s := range spans {
		certain.From = max(certain.From, s.StartLatest)
		certain.Until = min(certain.Until, s.EndEarliest)
		possible.From = max(possible.From, s.StartEarliest)
		possible.Until = min(possible.Until, s.EndLatest)
	}
	if certain.From >= certain.Until {
		return fmt.Sprintf(" in none %v", possible)
	}
	return fmt.Sprintf(" in %v %v", certain, possible)
}

// momentOf tells when hop i can be taken at the earliest.
func momentOf(w kg.Window, spans []kg.Span, i int) kg.Moment {
	m := kg.Moment{Earliest: w.From, Latest: w.From}
	for k, s := range spans[:i+1] {
		latest := min(s.StartLatest, w.Until.Add(-1))
		for _, later := range spans[k:] {
			latest = min(latest, later.EndLatest.Add(-1))
		}
		m.Earliest, m.Latest = max(m.Earliest, s.StartEarliest), max(m.Latest, latest)
	}
	return m
}

// told writes paths as the oracle does.
func told(paths []kg.Path) []string {
	var texts []string
	for _, p := range paths {
		text := fmt.Sprintf("%s %s", p.Certainty, p.Entities[0].ID)
		for i, hop := range p.Hops {
			text += fmt.Sprintf(" -%s %s- %s", hop.Relationship.ID, hop.Direction, p.Entities[i+1].ID)
		}
		switch {
		case p.Interval != nil && p.Interval.Certain == nil:
			text += fmt.Sprintf(" in none %v", p.Interval.Possible)
		case p.Interval != nil:
			text += fmt.Sprintf(" in %v %v", *p.Interval.Certain, p.Interval.Possible)
		case p.Departure != nil:
			text += fmt.Sprintf(" departs %v arrives %v", *p.Departure, *p.Arrival)
		}
		texts = append(texts, text)
	}
	return texts
}

// TestPathsAreThoseThatTryingEveryWayFinds compares whole answers, with the usual
// limits and with such that make hubs of most entities.
func TestPathsAreThoseThatTryingEveryWayFinds(t *testing.T) {
	const mazes, questions = 3000, 6
	answered, refused, paths := 0, 0, 0
	for seed := range uint64(mazes) {
		m := newMaze(t, seed)
		for range questions {
			v, q := m.question()
			want := m.answer(v, q)
			limits := kg.PathLimits{Hub: 1 + m.IntN(4), Held: 3 + m.IntN(10), Seen: 1000, Tries: 10_000}
			for where, g := range grounds(m.graph) {
				got, err := g.Paths(t.Context(), v, q)
				if diff := gocmp.Diff(want, told(got)); diff != "" || err != nil {
					t.Fatalf("maze %d %s, Paths(%+v, %+v): error %v, paths (-want +got):\n%s",
						seed, where, v, q, err, diff)
				}
				paths += len(got)
				switch got, err := g.PathsWithin(t.Context(), v, q, limits); {
				case errors.Is(err, kg.ErrLimit):
					refused++
				case err != nil:
					t.Fatalf("maze %d %s, Paths(%+v, %+v) within %+v: %v", seed, where, v, q, limits, err)
				default:
					answered++
					if diff := gocmp.Diff(want, told(got)); diff != "" {
						t.Fatalf("maze %d %s, Paths(%+v, %+v) within %+v (-want +got):\n%s",
							seed, where, v, q, limits, diff)
					}
				}
			}
		}
	}
	t.Logf("%d paths; with small limits %d answers, %d refusals", paths, answered, refused)
	if paths < 10_000 || answered < 10*refused || refused == 0 {
		t.Errorf("%d paths, %d answers and %d refusals say too little", paths, answered, refused)
	}
}
