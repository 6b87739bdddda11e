package storetest

import (
	"testing"

	"entente/kg"
)

var textCases = []contractCase{
	{"keep every text as it is", textsAreKept},
	{"are found by ids of all characters", idsAreCompared},
}

// oddTexts are hard on quoting, on JSON and on UTF-16.
var oddTexts = []string{
	`'; DROP TABLE record; --`, `"quoted" \ back/slash`, "$id {id} `tick` %s %[1]d ? :id @id",
	"two\nlines\tand\r\na tab", "<b>&amp;</b>", "\u2028\u2029", " outer space ", "é e\u0301",
	"قوات سوريا الديمقراطية", "Hêzên Sûriyeya Demokratîk", "\U0001F600 \U00010400",
	"\uE000\uFFFD\uFFFE\uFFFF", "\u200f\u200b\u0001", "null", "0", "-∞",
}

// textsAreKept puts odd texts wherever a store keeps or compares text.
func textsAreKept(t *testing.T, s *harness) {
	a := actor("a", "A")
	a.Properties = kg.Properties{}
	for _, text := range oddTexts {
		a.Names = append(a.Names, kg.Name{Text: text, Kind: kg.NameAlias})
		a.Properties[text] = kg.Value{Type: kg.ValueText, Text: text}
	}
	s.put(t, a)
	got := s.record(t, "a").(*kg.Entity)
	same(t, "names", got.Names, a.Names)
	same(t, "properties", got.Properties, a.Properties)
	for _, text := range oddTexts {
		a.Names[0].Text, a.Kind, a.Note = text, text, text
		b := s.batch(puts(a)...)
		b.ID, b.Writer, b.Reason = b.ID+text, text, text
		receipt := s.apply(t, b)
		s.finds(t, kg.Query{Class: kg.ClassEntity, Kinds: []string{text}}, "a")
		same(t, "note", s.record(t, "a").Head().Note, text)
		change := s.changes(t, editor, receipt.Sequence-1)[0]
		same(t, "batch, writer and reason", []string{change.Batch, change.Writer, change.Reason},
			[]string{b.ID, text, text})
	}
}

// idsAreCompared writes ids that a careless comparison takes for one another.
func idsAreCompared(t *testing.T, s *harness) {
	ids := []kg.ID{"1", "1.0", "A", "B", "a", "a-", "a.", "a:", "a_", "a_b", "aXb", "b"}
	for i, id := range ids {
		s.put(t, with(actor(id, "name"), func(e *kg.Entity) { e.Note = string(rune('A' + i)) }))
	}
	for i, id := range ids {
		s.finds(t, kg.Query{Class: kg.ClassEntity, IDs: []kg.ID{id}}, id)
		same(t, "note", s.record(t, id).Head().Note, string(rune('A'+i)))
	}
}
