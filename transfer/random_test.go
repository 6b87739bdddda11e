package transfer_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/formats/dataset"
	"entente/kg"
)

// A maker makes random graphs in which what is referred to is there.
type maker struct{ *rand.Rand }

func pick[T any](m maker, values ...T) T { return values[m.IntN(len(values))] }

func (m maker) text() string {
	return pick(m, "no", "1e3", ": x", "2014-01", "قسد", " a ", "a\nb", `"a'`, "- a", "=1+1", "Şahin’s", "a\u202eb", "~")
}

func (m maker) head(id string) kg.Header {
	h := kg.Header{ID: kg.ID(id), Access: pick(m, "", "", "", kg.AccessRestricted), Note: pick(m, "", m.text())}
	for i := range 3 {
		if m.IntN(2) == 0 {
			h.Sources = append(h.Sources, kg.ID(fmt.Sprint("s", i)))
		}
	}
	return h
}

func (m maker) validity(t *testing.T) kg.Validity {
	return written(t, kg.Written{
		EDTF: pick(m, "2014/..", "2014-10~/", "/", "../2025?", "1999/2026-01-20T17:00:00Z", "201X/2030"),
		Zone: pick[kg.Zone](m, "", "+03:00"), AttestedUntil: pick(m, "", "2024-05"),
	})
}

func written(t *testing.T, w kg.Written) kg.Validity {
	t.Helper()
	v, err := w.Read(kg.InstantOf(noon))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (m maker) properties(of kg.ID) kg.Properties {
	n, low := 1.5, float64(m.IntN(1e6))/8
	return pick(m, nil, kg.Properties{
		m.text(): {Type: kg.ValueText, Text: m.text()}, "n": {Type: kg.ValueNumber, Number: &kg.Quantity{Min: &low, AboveMin: true}},
		"m": {Type: kg.ValueNumber, Number: &kg.Quantity{Min: &n, Max: &n, Unit: "km²"}}, "e": {Type: kg.ValueEntity, Entity: of},
	})
}

// graph returns terms, three sources, six entities, ties between them, and claims.
func (m maker) graph(t *testing.T) []kg.Write {
	t.Helper()
	var writes []kg.Write
	add := func(r kg.Record) { writes = append(writes, kg.Write{Record: r}) }
	for _, term := range terms() {
		add(term)
	}
	for i := range 3 {
		h := m.head(fmt.Sprint("s", i))
		h.Sources = nil
		add(&kg.Source{Header: h, Title: m.text(), PublishedAt: pick[kg.DateText](m, "", "2026-01?"), Licence: m.text()})
	}
	entity := func() kg.ID { return kg.ID(fmt.Sprint("e", m.IntN(6))) }
	for i := range 6 {
		e := stateOf(m.head(fmt.Sprint("e", i)), m.text(), written(t, kg.Written{EDTF: pick(m, "1990/..", "/", "1950~/2040")}))
		e.Names = append(e.Names, kg.Name{Text: m.text() + "2", Language: "ar", Kind: kg.NameAlias})
		e.Summary, e.Properties = pick(m, "", m.text()), m.properties(entity())
		add(e)
	}
	about := []kg.ID{"e0", "e1", "s0"}
	for i := range m.IntN(12) {
		r := &kg.Relationship{
			Header: m.head(fmt.Sprint("r", i)), Type: "alliance", From: entity(), To: entity(), Validity: m.validity(t),
			Sign: pick(m, "", kg.SignHostile), Properties: m.properties(entity()),
		}
		if r.Sources = append(r.Sources, "s0"); r.From != r.To {
			add(r)
			about = append(about, r.ID)
		}
	}
	for i := range m.IntN(12) {
		low := float64(m.IntN(100))
		c := &kg.Claim{
			Header: m.head(fmt.Sprint("c", i)), About: pick(m, about...), Property: "strength",
			Value:  kg.Value{Type: kg.ValueNumber, Number: &kg.Quantity{Min: &low, Max: &low, Approximate: m.IntN(2) == 0}},
			Stance: pick(m, kg.StanceAsserts, kg.StanceDenies), AssertedBy: pick(m, "", entity()), Source: "s1",
			SaidAt: pick[kg.DateText](m, "", "2026-01-19"), Quote: pick(m, "", m.text()), Rank: kg.RankNormal,
		}
		add(c)
		about = append(about, c.ID)
	}
	return writes
}

// TestANativeFileIsAnyGraphOnEveryStore writes random graphs down and reads them into an
// empty store of the same kind: all records are the same, derived parts included.
func TestANativeFileIsAnyGraphOnEveryStore(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { copies(t, 40, openSQLite) })
	t.Run("Neo4j", func(t *testing.T) { copies(t, 4, openNeo4j) })
}

func copies(t *testing.T, graphs uint64, open func(*testing.T) kg.Store) {
	t.Helper()
	for seed := range graphs {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			f := pick(maker{rand.New(rand.NewPCG(seed, 2))}, []formats.Format{dataset.JSONL, dataset.YAML}...)
			first := newWorld(t)
			batch := kg.Batch{Writes: maker{rand.New(rand.NewPCG(seed, 1))}.graph(t)}
			if _, err := first.graph.Write(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
			text := first.write(whole(f))
			w := worldOf(t, open(t))
			w.load(text, in(f))
			if diff := cmp.Diff(bodies(t, first.all()), bodies(t, w.all())); diff != "" {
				t.Errorf("%s: records (-graph +copy):\n%s", f.Name, diff)
			}
			_, err := w.graph.Audit(t.Context(), kg.AuditReport{
				Found: func(f kg.Finding) { t.Errorf("the copy: got %v, want nothing wrong", f) }, Progress: func(string, int) {},
			})
			if err != nil {
				t.Errorf("Audit of the copy: got error %v, want none", err)
			}
		})
	}
}
