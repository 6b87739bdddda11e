package kg_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// A tiny graph is written to a store without the rules of a Graph, so that spans can
// be anything and thousands of them take little time.
type tiny struct {
	*kg.Graph
	ties []*kg.Relationship
}

// tinyGraph makes signed ties between up to four entities, in seconds 0 to 5. Each bound is
// known to one, two or three seconds.
func tinyGraph(t *testing.T, random *rand.Rand, entities, ties int) tiny {
	t.Helper()
	var batch kg.Batch
	put := func(r kg.Record, id kg.ID) {
		r.Head().ID = id
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	names := []kg.ID{"a", "b", "c", "d"}[:entities]
	for _, id := range names {
		put(&kg.Entity{EntityClass: kg.ClassActor, Kind: "group", Validity: kg.Unknown}, id)
	}
	g := tiny{}
	for i := range ties {
		ends := random.Perm(len(names))
		r := &kg.Relationship{
			Type: "tie", From: names[ends[0]], To: names[ends[1]], Validity: kg.Validity{Span: tinySpan(random)},
			Sign: []kg.Sign{kg.SignHostile, kg.SignCooperative, kg.SignHostile, kg.SignNeutral}[random.IntN(4)],
		}
		put(r, kg.ID(fmt.Sprintf("r%d", i)))
		g.ties = append(g.ties, r)
	}
	store := storetest.NewModel(noon)
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	g.Graph = kg.NewGraph(store, noon)
	return g
}

func tinySpan(random *rand.Rand) kg.Span {
	for {
		start, end := kg.Instant(random.IntN(4)), kg.Instant(random.IntN(4))
		s := kg.Span{start, start + kg.Instant(random.IntN(3)), end, end + kg.Instant(random.IntN(3))}
		if s.StartLatest < s.EndLatest && s.StartEarliest < s.EndEarliest {
			return s
		}
	}
}

// forReadings calls visit with every choice for several ties at once.
func forReadings(ties []*kg.Relationship, visit func([]modelReading)) {
	chosen := make([]modelReading, len(ties))
	var choose func(i int)
	choose = func(i int) {
		if i == len(ties) {
			visit(chosen)
			return
		}
		for _, r := range readings(ties[i].Validity.Span) {
			chosen[i] = r
			choose(i + 1)
		}
	}
	choose(0)
}

// sure tells CERTAIN from POSSIBLE by how many of all readings have it so.
func sure(have, all int) kg.Certainty {
	switch have {
	case 0:
		return ""
	case all:
		return kg.Certain
	}
	return kg.Possible
}

// atOnce says by trial how surely ties hold at one second of w.
func atOnce(w kg.Window, ties ...*kg.Relationship) kg.Certainty {
	have, all := 0, 0
	forReadings(ties, func(chosen []modelReading) {
		all++
		for t := w.From; t < w.Until; t++ {
			if !slices.ContainsFunc(chosen, func(r modelReading) bool { return t < r.start || t >= r.end }) {
				have++
				return
			}
		}
	})
	return sure(have, all)
}

// tinyView asks about one to three seconds, with either certainty.
func tinyView(random *rand.Rand) kg.View {
	from := kg.Instant(random.IntN(6))
	v := kg.View{Certainty: kg.Possible}.During(kg.Window{From: from, Until: from + 1 + kg.Instant(random.IntN(3))})
	if random.IntN(2) == 0 {
		v.Certainty = kg.Certain
	}
	return v
}

// shown reports whether v shows what is so with a certainty.
func shown(v kg.View, c kg.Certainty) bool {
	return c == kg.Certain || c == kg.Possible && v.Certainty == kg.Possible
}

// same compares the lines that describe two answers, in any order of the wanted.
func same(t *testing.T, seed int, got, want []string) {
	t.Helper()
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("graph %d (-want +got):\n%s", seed, diff)
	}
}

func ends(r *kg.Relationship) [2]kg.ID { return [2]kg.ID{min(r.From, r.To), max(r.From, r.To)} }

func line(parts ...any) string { return strings.TrimSuffix(fmt.Sprintln(parts...), "\n") }

func TestTiedToBothAgreesWithTrial(t *testing.T) {
	tried := 0
	random := rand.New(rand.NewPCG(3, 1))
	for seed := range 3000 {
		g, v := tinyGraph(t, random, 4, 6), tinyView(random)
		items, err := g.TiedToBoth(t.Context(), v, kg.SidesQuery{A: "a", B: "b"})
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, i := range items {
			got = append(got, line(i.Entity.ID, i.ToA.Record.Head().ID, i.ToB.Record.Head().ID, i.Overlap.Certainty))
		}
		for _, x := range []kg.ID{"c", "d"} {
			for _, ra := range g.ties {
				for _, rb := range g.ties {
					c := atOnce(v.Valid, ra, rb)
					if ends(ra) == [2]kg.ID{"a", x} && ends(rb) == [2]kg.ID{"b", x} && shown(v, c) {
						want = append(want, line(x, ra.ID, rb.ID, c))
					}
				}
			}
		}
		tried += len(got)
		same(t, seed, got, want)
	}
	if tried < 150 {
		t.Errorf("all graphs have %d items, want enough to tell something", tried)
	}
}

func TestUnbalancedTriadsAgreeWithTrial(t *testing.T) {
	tried := 0
	random := rand.New(rand.NewPCG(3, 2))
	for seed := range 3000 {
		g, v := tinyGraph(t, random, 4, 9), tinyView(random)
		q := kg.TriadQuery{}
		if random.IntN(2) == 0 {
			q.Of = []kg.ID{"b", "nobody"}
		}
		items, err := g.UnbalancedTriads(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, i := range items {
			e, r := i.Entities, i.Ties
			got = append(got, line(e[0].ID, e[1].ID, e[2].ID, r[0].Record.Head().ID, r[1].Record.Head().ID,
				r[2].Record.Head().ID, i.Overlap.Certainty, i.Ambivalent))
		}
		tried += len(got)
		same(t, seed, got, triadsByTrial(g, v, q.Of))
	}
	if tried < 150 {
		t.Errorf("all graphs have %d items, want enough to tell something", tried)
	}
}

// triadsByTrial goes through all triples of ties.
func triadsByTrial(g tiny, v kg.View, of []kg.ID) []string {
	var want []string
	signed := func(r *kg.Relationship) bool { return r.Sign != kg.SignNeutral }
	both := func(r *kg.Relationship) bool {
		return slices.ContainsFunc(g.ties, func(s *kg.Relationship) bool {
			return signed(s) && ends(s) == ends(r) && s.Sign != r.Sign && shown(v, atOnce(v.Valid, s))
		})
	}
	for _, ab := range g.ties {
		for _, ac := range g.ties {
			for _, bc := range g.ties {
				a, b, c := ends(ab)[0], ends(ab)[1], ends(ac)[1]
				hostile := 0
				for _, r := range []*kg.Relationship{ab, ac, bc} {
					if r.Sign == kg.SignHostile {
						hostile++
					}
				}
				if ends(ac)[0] != a || ends(bc) != [2]kg.ID{b, c} || b == c || hostile%2 == 0 ||
					!signed(ab) || !signed(ac) || !signed(bc) ||
					of != nil && !slices.Contains(of, a) && !slices.Contains(of, b) && !slices.Contains(of, c) {
					continue
				}
				if sure := atOnce(v.Valid, ab, ac, bc); shown(v, sure) {
					want = append(want, line(a, b, c, ab.ID, ac.ID, bc.ID, sure, both(ab) || both(ac) || both(bc)))
				}
			}
		}
	}
	return want
}

func TestSignFlipsAgreeWithTrial(t *testing.T) {
	tried := 0
	random := rand.New(rand.NewPCG(3, 3))
	for seed := range 1500 {
		g, v := tinyGraph(t, random, 2, 4), tinyView(random)
		within := v.Valid
		v = kg.View{Certainty: v.Certainty}
		items, err := g.SignFlips(t.Context(), v, kg.FlipQuery{Within: within})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, i := range items {
			got = append(got, line(i.Before.Record.Head().ID, i.After.Record.Head().ID, i.Earliest, i.Latest, i.Certainty))
		}
		slices.Sort(got)
		tried += len(got)
		same(t, seed, got, flipsByTrial(g, v, within))
	}
	if tried < 150 {
		t.Errorf("all graphs have %d items, want enough to tell something", tried)
	}
}

// flipsByTrial tries all readings of the signed ties of each pair.
func flipsByTrial(g tiny, v kg.View, within kg.Window) []string {
	var want []string
	for _, a := range g.ties {
		for _, b := range g.ties {
			if ends(a) != ends(b) || a.Sign == b.Sign || a.Sign == kg.SignNeutral || b.Sign == kg.SignNeutral {
				continue
			}
			ties := []*kg.Relationship{a, b}
			for _, r := range g.ties {
				if ends(r) == ends(a) && r.Sign != kg.SignNeutral && r != a && r != b {
					ties = append(ties, r)
				}
			}
			if line := flipByTrial(ties, v, within); line != "" {
				want = append(want, line)
			}
		}
	}
	return want
}

// flipByTrial tries whether the first of ties gives way to the second with none of
// the others between.
func flipByTrial(ties []*kg.Relationship, v kg.View, within kg.Window) string {
	gives := func(a, b modelReading) bool { return a.start < b.start && a.end < b.end }
	all, succeed, inside := 0, 0, 0
	earliest, latest := kg.PosInf, kg.NegInf
	forReadings(ties, func(r []modelReading) {
		all++
		if !gives(r[0], r[1]) {
			return
		}
		turn := max(r[0].end, r[1].start)
		earliest, latest = min(earliest, turn), max(latest, turn)
		if slices.ContainsFunc(r[2:], func(c modelReading) bool { return gives(r[0], c) && gives(c, r[1]) }) {
			return
		}
		succeed++
		if within.From <= turn && turn < within.Until {
			inside++
		}
	})
	certainty := sure(inside, all)
	if certainty != kg.Certain {
		certainty = ""
		if succeed > 0 && earliest < within.Until && latest >= within.From {
			certainty = kg.Possible
		}
	}
	if !shown(v, certainty) {
		return ""
	}
	return line(ties[0].ID, ties[1].ID, earliest, latest, certainty)
}
