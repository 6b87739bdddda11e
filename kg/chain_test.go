package kg_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
	"entente/store/storetest"
)

// TestASequenceIsMeasuredAsByTrial tries all readings of the ties of a side.
func TestASequenceIsMeasuredAsByTrial(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	tried := 0
	for seed := range 3000 {
		g := tinyGraph(t, random, 4, 6)
		chain, err := g.Sequence(t.Context(), kg.View{}, kg.SequenceQuery{Between: []kg.ID{"a"}, And: []kg.ID{"b", "c"}})
		if err != nil {
			t.Fatal(err)
		}
		var ties []*kg.Relationship
		for _, step := range chain.Steps {
			ties = append(ties, step.Ties[0].Record.(*kg.Relationship))
		}
		if diff := cmp.Diff(idsOf(between(g, "a", "b", "c")), idsOf(ties)); diff != "" {
			t.Fatalf("graph %d: the ties between the sides by start and id (-want +got):\n%s", seed, diff)
		}
		if len(ties) > 4 {
			continue // too many readings to try
		}
		tried += len(ties)
		if diff := cmp.Diff(measureByTrial(ties), measured(chain)); diff != "" {
			t.Fatalf("graph %d (-want +got):\n%s", seed, diff)
		}
	}
	if tried < 3000 {
		t.Errorf("tried %d ties, want enough to tell something", tried)
	}
}

func idsOf(ties []*kg.Relationship) []string {
	ids := []string{}
	for _, r := range ties {
		ids = append(ids, string(r.ID))
	}
	return ids
}

// between returns the ties of one entity with others, by start and id.
func between(g tiny, one kg.ID, others ...kg.ID) []*kg.Relationship {
	var ties []*kg.Relationship
	for _, r := range g.ties {
		e := ends(r)
		if e[0] == one && slices.Contains(others, e[1]) {
			ties = append(ties, r)
		}
	}
	slices.SortStableFunc(ties, func(a, b *kg.Relationship) int {
		return int(a.Validity.Span.StartEarliest - b.Validity.Span.StartEarliest)
	})
	return ties
}

// A measure is what a chain says of its length.
type measure struct {
	InForce                   kg.Length
	CertainGaps, PossibleGaps int
	// Steps has what each step is in force, and each but the first its gap and overlap.
	Steps [][]kg.Length
}

func measured(c kg.Chain) measure {
	m := measure{InForce: c.InForce, CertainGaps: c.CertainGaps, PossibleGaps: c.PossibleGaps}
	for _, step := range c.Steps {
		row := []kg.Length{*step.InForce}
		if step.Gap != nil {
			row = append(row, *step.Gap, *step.Overlap)
		}
		m.Steps = append(m.Steps, row)
	}
	return m
}

// measureByTrial counts seconds one by one, and gaps reading by reading.
func measureByTrial(ties []*kg.Relationship) measure {
	m := measure{InForce: inForceByTrial(ties)}
	last := 0
	for i, r := range ties {
		row := []kg.Length{inForceByTrial(ties[i : i+1])}
		if i > 0 {
			gap := gapByTrial(ties[:i], r)
			m.CertainGaps += int(min(1, gap.Least))
			m.PossibleGaps += int(min(1, gap.Most))
			row = append(row, gap, secondsByTrial([]*kg.Relationship{ties[last], r}, allOf))
		}
		a, b := r.Validity.Span, ties[last].Validity.Span
		if a.EndLatest > b.EndLatest || a.EndLatest == b.EndLatest && a.EndEarliest > b.EndEarliest {
			last = i
		}
		m.Steps = append(m.Steps, row)
	}
	return m
}

// anyOf and allOf say whether any, or all, of some ties hold.
func anyOf(holds []bool) bool { return slices.Contains(holds, true) }
func allOf(holds []bool) bool { return !slices.Contains(holds, false) }

// inForceByTrial counts the seconds in which one of some ties holds.
func inForceByTrial(ties []*kg.Relationship) kg.Length {
	if len(ties) == 0 {
		return kg.Length{}
	}
	l := secondsByTrial(ties, anyOf)
	l.Least = max(1, l.Least) // what holds, holds for a second
	return l
}

// secondsByTrial counts the seconds in which ties that hold are enough: for those that
// certainly hold, and for those that possibly do.
func secondsByTrial(ties []*kg.Relationship, enough func([]bool) bool) kg.Length {
	var e kg.Length
	for second := kg.Instant(0); second < 10; second++ {
		var certain, possible []bool
		for _, r := range ties {
			c := atOnce(kg.WindowAt(second), r)
			certain, possible = append(certain, c == kg.Certain), append(possible, c != "")
		}
		if enough(certain) {
			e.Least++
		}
		if enough(possible) {
			e.Most++
		}
	}
	return e
}

// gapByTrial returns the shortest and the longest gap between earlier ties and a later.
func gapByTrial(earlier []*kg.Relationship, later *kg.Relationship) kg.Length {
	e := kg.Length{Least: kg.Endless}
	forReadings(append([]*kg.Relationship{later}, earlier...), func(chosen []modelReading) {
		end := kg.NegInf
		for _, r := range chosen[1:] {
			end = max(end, r.end)
		}
		gap := kg.Duration(max(0, chosen[0].start-end))
		e = kg.Length{Least: min(e.Least, gap), Most: max(e.Most, gap)}
	})
	return e
}

// TestAnAgreementChainIsAllThatIsLinked walks random links, circles among them.
func TestAnAgreementChainIsAllThatIsLinked(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2))
	for seed := range 2000 {
		links, g := linkedEvents(t, random)
		chain, err := g.AgreementChain(t.Context(), kg.View{}, kg.ChainQuery{Of: "e0"})
		if err != nil {
			t.Fatal(err)
		}
		var got []kg.ID
		for _, step := range chain.Steps {
			got = append(got, step.Agreement.ID)
			for _, link := range step.Links {
				line := fmt.Sprint(link.Tie.Record.Head().ID, " ", link.Direction)
				if links[line] != step.Agreement.ID {
					t.Errorf("graph %d: step %s has the link %s, want that of %s", seed, step.Agreement.ID, line, links[line])
				}
				delete(links, line)
			}
		}
		slices.Sort(got)
		if want := closure(t, g); !slices.Equal(got, want) {
			t.Fatalf("graph %d: got %v, want %v", seed, got, want)
		}
		for line, of := range links {
			if slices.Contains(got, of) {
				t.Errorf("graph %d: the link %s of %s is missing", seed, line, of)
			}
		}
	}
}

// linkedEvents makes seven events with random relationships, and returns the ends of
// those that are links: by id and direction.
func linkedEvents(t *testing.T, random *rand.Rand) (map[string]kg.ID, tiny) {
	t.Helper()
	var batch kg.Batch
	put := func(r kg.Record, id kg.ID) {
		r.Head().ID = id
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	const events = 7
	for i := range events {
		put(&kg.Entity{EntityClass: kg.ClassEvent, Validity: kg.Unknown}, kg.ID(fmt.Sprintf("e%d", i)))
	}
	g, links := tiny{}, map[string]kg.ID{}
	for i := range random.IntN(10) {
		e := random.Perm(events)
		r := &kg.Relationship{
			Type: []string{"extends", "implements", "supersedes", "violates", "mentions"}[random.IntN(5)],
			From: kg.ID(fmt.Sprintf("e%d", e[0])), To: kg.ID(fmt.Sprintf("e%d", e[1])),
			Validity: kg.Validity{Span: tinySpan(random)},
		}
		put(r, kg.ID(fmt.Sprintf("r%d", i)))
		if r.Type != "mentions" {
			g.ties = append(g.ties, r)
			links[fmt.Sprint(r.ID, " OUT")], links[fmt.Sprint(r.ID, " IN")] = r.From, r.To
		}
	}
	store := storetest.NewModel(noon)
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	g.Graph = kg.NewGraph(store, noon)
	return links, g
}

// closure returns what is linked to e0 over any number of links.
func closure(t *testing.T, g tiny) []kg.ID {
	t.Helper()
	reached := map[kg.ID]bool{"e0": true}
	for range g.ties {
		for _, r := range g.ties {
			if reached[r.From] || reached[r.To] {
				reached[r.From], reached[r.To] = true, true
			}
		}
	}
	return slices.Sorted(maps.Keys(reached))
}

// lineOf is a graph of n agreements, each of which extends the one before.
func lineOf(t *testing.T, n int, from func(i int) kg.ID) *kg.Graph {
	t.Helper()
	var batch kg.Batch
	put := func(r kg.Record, id kg.ID) {
		r.Head().ID = id
		batch.Writes = append(batch.Writes, kg.Write{Record: r, Expect: kg.Absent})
	}
	for i := range n {
		put(&kg.Entity{EntityClass: kg.ClassEvent, Validity: kg.Unknown}, kg.ID(fmt.Sprintf("e%d", i)))
	}
	for i := 1; i < n; i++ {
		put(&kg.Relationship{
			Type: "extends", From: kg.ID(fmt.Sprintf("e%d", i)), To: from(i), Validity: kg.Unknown,
		}, kg.ID(fmt.Sprintf("link-%d", i)))
	}
	store := storetest.NewModel(noon)
	if _, err := store.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return kg.NewGraph(store, noon)
}

func TestAChainSaysThatItWasCut(t *testing.T) {
	before := func(i int) kg.ID { return kg.ID(fmt.Sprintf("e%d", i-1)) }
	first := func(int) kg.ID { return "e0" }
	tests := []struct {
		name      string
		events    int
		from      func(int) kg.ID
		steps     int
		truncated bool
	}{
		{"as many links away as are followed", kg.MaxChainDepth + 1, before, kg.MaxChainDepth + 1, false},
		{"one link further", kg.MaxChainDepth + 2, before, kg.MaxChainDepth + 1, true},
		{"as many agreements as are kept", kg.MaxChain, first, kg.MaxChain, false},
		{"one agreement more", kg.MaxChain + 1, first, kg.MaxChain, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			chain, err := lineOf(t, tt.events, tt.from).AgreementChain(t.Context(), kg.View{}, kg.ChainQuery{Of: "e0"})
			if err != nil {
				t.Fatal(err)
			}
			if len(chain.Steps) != tt.steps || chain.Truncated != tt.truncated {
				t.Errorf("got %d steps, truncated %t; want %d, %t", len(chain.Steps), chain.Truncated, tt.steps, tt.truncated)
			}
		})
	}
}

func TestASequenceSaysThatItWasCut(t *testing.T) {
	for _, n := range []int{kg.MaxSequence, kg.MaxSequence + 1} {
		g := kg.NewGraph(manyTies{ties: n, alone: true}, noon)
		chain, err := g.Sequence(t.Context(), kg.View{}, kg.SequenceQuery{Between: []kg.ID{"hub"}, And: []kg.ID{"far"}})
		if err != nil || len(chain.Steps) != kg.MaxSequence || chain.Truncated != (n > kg.MaxSequence) {
			t.Errorf("of %d ties: got %d steps, truncated %t and error %v", n, len(chain.Steps), chain.Truncated, err)
		}
	}
}

func TestDurationsAreWrittenAsTheyAreRead(t *testing.T) {
	const hour, day = 3600, 86400
	for d, want := range map[kg.Duration]string{
		0: "PT0S", 1: "PT1S", 60: "PT1M", 3 * hour: "PT3H", day: "P1D", 4*day + hour + 1: "P4DT1H1S",
	} {
		if got := d.String(); got != want {
			t.Errorf("%d seconds: got %s, want %s", int64(d), got, want)
		}
		if read, err := kg.ParseDuration(want); read != d || err != nil {
			t.Errorf("%s: read as %d and error %v, want %d", want, read, err, d)
		}
	}
	if got := kg.Endless.String(); got != "∞" {
		t.Errorf("endless: got %s, want ∞", got)
	}
}

func TestTiesWithoutABoundLastForEver(t *testing.T) {
	f := newFixture(t)
	f.entity("a", kg.ClassActor, "../..")
	f.entity("b", kg.ClassActor, "../..")
	f.tie("old", "ceasefire", "a", "b", "../2019-12-31T00:00:00Z")
	f.tie("new", "ceasefire", "a", "b", "2020-01-01T00:00:00Z/..")
	chain, err := f.Sequence(t.Context(), f.View(), kg.SequenceQuery{Between: []kg.ID{"a"}, And: []kg.ID{"b"}})
	if err != nil {
		t.Fatal(err)
	}
	day, endless := kg.Length{Least: 86400, Most: 86400}, kg.Length{Least: kg.Endless, Most: kg.Endless, Open: true}
	if got := chain.InForce; got != endless {
		t.Errorf("in force: got %v, want without an end", got)
	}
	if got := *chain.Steps[1].Gap; got != day {
		t.Errorf("the gap between them: got %v, want one day", got)
	}
}
