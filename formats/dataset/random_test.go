package dataset

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"entente/kg"
)

// nasty are texts that a careless writer would write as something else.
var nasty = []string{
	"no", "Yes", "y", "~", "null", "True", ".nan", "1e3", "0x1F", "010", "1_000", "-1", "+1", "2014", "2014-01",
	"2014-01-02", "12:30", "2014-10-19T20:30:00Z", ": x", "x: y", "x:", "a #b", "#b", "&a", "*a", "!a", "%a", "@a",
	"`a", "- a", "-", "? a", "?", "| a", "> a", "[a", "a]", "{a", "a}", "a, b", "'a'", `"a"`, `\`, `a\nb`, "<<", "---",
	"...", "a\nb", "a\n\n  b\n", "\ta", "a\tb", " a", "a ", "a  b", "a\r\nb", "a\rb", "\x01", "\x1b[31m", "\x7f",
	"a\u0085b", "a\u2028b", "a\u2029b", "\ufeffa", "a\u200fb\u202e", "\u061cقوات", "می\u200cخواهم", "أحمد الشرع",
	"Şahin’s", "e\u0301", "\u0301a", "\U0001F600", "\U000E0041x", "\uFFFD", "\uFFFE", "\uE000", "a\u00a0b", "\u3000a",
	"Member of: [many], {etc}", "=", "=1+1", "100%", "a/b", "a-b.c_d (e) 'f' + g; h", "Item", strings.Repeat("long ", 60) + "x",
}

// A maker makes random records that are valid, of few ids.
type maker struct {
	*rand.Rand
	n int
}

func newMaker(seed uint64) *maker { return &maker{Rand: rand.New(rand.NewPCG(seed, seed))} }

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m *maker, values ...T) T { return values[m.IntN(len(values))] }

// maybe returns the value in some cases and nothing in the others.
func maybe[T any](m *maker, value T) (out T) {
	if m.chance(40) {
		return value
	}
	return out
}

// text returns a text that is not blank.
func (m *maker) text() string {
	if m.chance(30) {
		return pick(m, nasty...) + pick(m, nasty...)
	}
	return pick(m, nasty...)
}

func (m *maker) id(word string) kg.ID {
	m.n++
	return kg.ID(fmt.Sprintf("%s%s%d", word, pick(m, "-", ".", ":", "_"), m.n))
}

func (m *maker) header(id kg.ID) kg.Header {
	h := kg.Header{ID: id, Access: pick(m, "", "", kg.AccessPublic, kg.AccessRestricted), Note: maybe(m, m.text())}
	for m.chance(30) {
		h.Sources = append(h.Sources, pick[kg.ID](m, "s1", "s2", "1", "no", "s:3"))
	}
	return h
}

func (m *maker) written() kg.Written {
	w := kg.Written{
		EDTF: pick(m, "2014", "2014-10-19", "2014/2015-10", "2014-10~/", "/", "/..", "../2025?", "2026-01-20T17:00:00Z/..",
			"20XX", "-0044-03-15", "0000", "/2030"),
		Zone: pick[kg.Zone](m, "", "", "+03:00", "-11:30"),
	}
	w.AttestedUntil = maybe(m, "2026-02")
	w.AttestedFrom = maybe(m, "2025-05-15")
	w.StartedAfter = maybe(m, "1900~")
	w.Ended, w.Scheduled = m.chance(10), m.chance(10)
	w.EndedBefore = maybe(m, "2031-01-01T00:00:00Z")
	read, err := w.Read(1_795_392_000)
	if err != nil {
		return m.written()
	}
	return read.Written
}

func (m *maker) validity() kg.Validity {
	v, err := m.written().Read(0)
	if err != nil {
		panic(err)
	}
	return v
}

func (m *maker) quantity() *kg.Quantity {
	low, high := float64(m.IntN(9))-4, float64(m.IntN(1e6))/16
	q := &kg.Quantity{Unit: pick(m, "", "people", "US$", "km²", "m/s", " ", "%")}
	switch m.IntN(5) {
	case 0:
		q.Min, q.Max = &low, &low
		q.Approximate = m.chance(50)
	case 1:
		q.Min, q.AboveMin = &low, m.chance(50)
	case 2:
		q.Max, q.BelowMax = &high, m.chance(50)
	default:
		top := low + high
		q.Min, q.Max = &low, &top
		q.AboveMin, q.Approximate = m.chance(20), m.chance(20)
	}
	return q
}

func (m *maker) value(t kg.ValueType) kg.Value {
	v := kg.Value{Type: t}
	switch t {
	case kg.ValueNumber:
		v.Number = m.quantity()
	case kg.ValueDate:
		v.Date = pick(m, "2014", "2014-10-19", "2014/2015", "2026-01-20T17:00:00Z", "1900~", "../2001")
	case kg.ValueText:
		v.Text = m.text()
	case kg.ValueEntity:
		v.Entity = pick[kg.ID](m, "e1", "no", "1e3")
	}
	return v
}

func (m *maker) properties() kg.Properties {
	var p kg.Properties
	for m.chance(40) {
		if p == nil {
			p = kg.Properties{}
		}
		p[m.text()] = m.value(pick(m, kg.ValueNumber, kg.ValueDate, kg.ValueText, kg.ValueEntity))
	}
	return p
}

func (m *maker) classes() []kg.EntityClass {
	return pick(m, nil, []kg.EntityClass{kg.ClassActor}, []kg.EntityClass{kg.ClassPlace, kg.ClassEvent})
}

// The terms that all random records use.
const randomTerms = 8

// graph returns a graph: terms, sources, entities, relationships and claims.
func (m *maker) graph() []kg.Record {
	records := m.terms()
	for range m.IntN(5) {
		records = append(records, m.source())
	}
	for range m.IntN(6) {
		records = append(records, m.entity())
	}
	for range m.IntN(6) {
		records = append(records, m.relationship())
	}
	for range m.IntN(6) {
		records = append(records, m.claim())
	}
	return records
}

func (m *maker) terms() []kg.Record {
	var terms []kg.Record
	term := func(kind kg.TermKind, name string, t kg.Term) {
		t.Header, t.TermKind, t.Name = m.header(kg.TermID(kind, name)), kind, name
		t.Label, t.Description = m.text(), maybe(m, m.text())
		terms = append(terms, &t)
	}
	term(kg.TermKindOfEntity, "state", kg.Term{Classes: []kg.EntityClass{kg.ClassActor, kg.ClassPlace, kg.ClassEvent}})
	for _, p := range []kg.Term{
		{Name: "exists", ValueType: kg.ValueNone},
		{Name: "count", ValueType: kg.ValueNumber, Unit: pick(m, "", "people", "%")},
		{Name: "end", ValueType: kg.ValueDate, Constant: m.chance(50)},
		{Name: "said", ValueType: kg.ValueText},
		{Name: "whose", ValueType: kg.ValueEntity},
	} {
		term(kg.TermClaimProperty, p.Name, p)
	}
	for _, name := range []string{"ally", "no"} {
		term(kg.TermRelationshipType, name, kg.Term{
			InverseLabel: maybe(m, m.text()), Symmetric: m.chance(50), From: m.classes(), To: m.classes(),
			Sign: pick(m, kg.SignCooperative, kg.SignHostile, kg.SignNeutral),
		})
	}
	return terms
}

func (m *maker) source() kg.Record {
	return &kg.Source{
		Header: m.header(m.id("s")), Title: m.text(), Publisher: maybe(m, m.text()),
		URL: maybe(m, "https://example.org/a?b=c#d, e"), ArchivedURL: maybe(m, "http://example.org/"),
		ContentHash: maybe(m, "sha256:0e10"), PublishedAt: maybe[kg.DateText](m, "2026-01-20?"),
		RetrievedAt: maybe[kg.DateText](m, "2026"), Language: pick(m, "", "no", "ar"),
		Reliability: pick[kg.Reliability](m, "", "A", "F"), Licence: maybe(m, m.text()),
	}
}

func (m *maker) entity() kg.Record {
	e := &kg.Entity{
		Header: m.header(m.id("e")), EntityClass: pick(m, kg.ClassActor, kg.ClassPlace, kg.ClassEvent),
		Kind: "state", Summary: maybe(m, m.text()), Validity: m.validity(), Properties: m.properties(),
	}
	for len(e.Names) == 0 || m.chance(40) {
		n := kg.Name{Text: m.text(), Language: pick(m, "", "no", "ku"), Script: pick(m, "", "Arab"), Kind: kg.NameAlias}
		if m.chance(30) {
			when := m.validity()
			n.Validity = &when
		}
		e.Names = append(e.Names, n)
	}
	if e.EntityClass == kg.ClassPlace && m.chance(60) {
		e.Location = &kg.Location{Latitude: float64(m.IntN(180e6))/1e6 - 90, Longitude: pick(m, 0, -1e-9, 40.7303)}
	}
	for m.chance(40) {
		e.ExternalIDs = append(e.ExternalIDs, kg.ExternalID{Scheme: m.text(), ID: m.text()})
	}
	for m.chance(30) {
		e.FormerIDs = append(e.FormerIDs, m.id("old"))
	}
	return e
}

func (m *maker) relationship() kg.Record {
	r := &kg.Relationship{
		Header: m.header(m.id("r")), Type: pick(m, "ally", "no"), From: "e1", To: "1e3", Properties: m.properties(),
		Validity: m.validity(), Sign: pick(m, kg.SignCooperative, kg.SignHostile, kg.SignNeutral),
	}
	r.Sources = append(r.Sources, "s1")
	if m.chance(20) {
		r.Validity = kg.Validity{Span: kg.Unknown.Span} // the event's, whichever that is
	}
	return r
}

func (m *maker) claim() kg.Record {
	property := pick(m, "exists", "count", "end", "said", "whose")
	kinds := map[string]kg.ValueType{
		"exists": kg.ValueNone, "count": kg.ValueNumber, "end": kg.ValueDate, "said": kg.ValueText, "whose": kg.ValueEntity,
	}
	return &kg.Claim{
		Header: m.header(m.id("c")), About: "e1", Property: property, Value: m.value(kinds[property]),
		Stance: pick(m, kg.StanceAsserts, kg.StanceDenies), AssertedBy: maybe[kg.ID](m, "no"), Source: "s1",
		SaidAt: maybe[kg.DateText](m, "2026-01-19"), HoldsAt: maybe[kg.DateText](m, "1900~"),
		Quote: maybe(m, m.text()), Rank: pick(m, kg.RankPreferred, kg.RankNormal, kg.RankDeprecated),
		Credibility: m.IntN(7),
	}
}
