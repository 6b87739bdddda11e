package wikidata_test

import (
	"strings"
	"testing"

	"entente/formats"
	"entente/kg"
)

func TestMistakesAreRefusedInTheirPlaceAndReadingGoesOn(t *testing.T) {
	const good = "\n" + `{"type":"item","id":"Q9"}`
	for _, test := range []struct{ name, text, want string }{
		{"no JSON", "hello", "a.json:1:1: not JSON"},
		{"a truncated line", `{"type":"item","id":"Q1`, "a.json:1:1: not JSON"},
		{"another object", `{"type":"FeatureCollection"}`, "a.json:1:1: id: not an entity of Wikidata"},
		{"a number", `7`, "a.json:1:1: id: not an entity of Wikidata"},
		{"an id that is none", `{"type":"item","id":"Q0"}`, "a.json:1:1: id: `Q0`: not the id of an item"},
		{"no such entity", `{"id":"Q1","missing":""}`, "a.json:1:1: missing: there is no such entity"},
		{"labels of another form", `{"type":"item","id":"Q1","labels":7}`, "a.json:1:35: labels: not what Wikidata writes"},
		{
			"a statement of another form", `{"type":"item","id":"Q1","claims":{"P39":[{"mainsnak":[]}]}}`,
			"a.json:1:43: P39: `mainsnak`: not a statement",
		},
		{
			"a property that is none", `{"type":"item","id":"Q1","claims":{"x y":[{"mainsnak":` + itemSnak("x y", "Q2") + `}]}}`,
			"a.json:1:43: x y: `x y`: not the id of a property",
		},
		{
			"a dead before his birth", `{"type":"item","id":"Q1","claims":{"P569":[{"mainsnak":` +
				qualifier("P569", "+1950-00-00 9") + `}],"P570":[{"mainsnak":` + qualifier("P570", "+1940-00-00 9") + `}]}}`,
			"a.json:1:1: ",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, test.text+good, formats.ReadOptions{})
			if len(r.mistakes) != 1 || !strings.HasPrefix(r.mistakes[0], test.want) {
				t.Errorf("mistakes: got %q, want one that begins with %q", r.mistakes, test.want)
			}
			if r.records["Q9"] == nil {
				t.Error("the next item was not read")
			}
		})
	}
}

func TestWhatIsLeftOutIsSaid(t *testing.T) {
	one := func(property, snak string) string {
		return `{"type":"item","id":"Q1","claims":{"` + property + `":[{"id":"Q1$a","mainsnak":` + snak + `}]}}`
	}
	for _, test := range []struct{ name, text, want string }{
		{"a lexeme", `{"type":"lexeme","id":"L1"}`, "only items are read"},
		{"no class", `{"type":"item","id":"Q1"}`, "its class is not one that is known here; it is read as ACTOR"},
		{"itself", one("P463", itemSnak("P463", "Q1")), "an item has no relationship with itself here"},
		{"a medium", one("P18", `{"snaktype":"value","property":"P18","datatype":"commonsMedia",`+
			`"datavalue":{"type":"string","value":"a.jpg"}}`), "left out: P18"},
		{
			"a unit", one("P2048", `{"snaktype":"value","property":"P2048","datatype":"quantity","datavalue":`+
				`{"type":"quantity","value":{"amount":"+3","unit":"http://www.wikidata.org/entity/Q1"}}}`),
			"the unit Q1 is not one that is known here",
		},
		{"an amount", one("P2048", `{"snaktype":"value","property":"P2048","datatype":"quantity","datavalue":`+
			`{"type":"quantity","value":{"amount":"1e400","unit":"1"}}}`), "not a number"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, test.text, formats.ReadOptions{})
			if len(r.mistakes) != 0 || !has(r.remarks, test.want) {
				t.Errorf("got %q and mistakes %q, want a remark with %q", r.remarks, r.mistakes, test.want)
			}
		})
	}
}

func TestEmptyObjectsMayBeWrittenAsArrays(t *testing.T) {
	r := read(t, `[{"type":"item","id":"Q1","labels":[],"descriptions":[],"aliases":[],"claims":[],"sitelinks":[]}]`,
		formats.ReadOptions{})
	if name := r.entity(t, "Q1").Name("", kg.Always); name != "Q1" {
		t.Errorf("name: got %q, want Q1", name)
	}
}

func TestMoreNamesThanARecordHasAreLeftOut(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"type":"item","id":"Q1","aliases":{"en":[`)
	for i := range kg.MaxItems + 7 {
		b.WriteString(`{"language":"en","value":"a` + strings.Repeat("b", i) + `"},`)
	}
	b.WriteString(`{"language":"en","value":"a"}]}}`)
	r := read(t, b.String(), formats.ReadOptions{})
	if n := len(r.entity(t, "Q1").Names); n != kg.MaxItems || !has(r.remarks, "7 names beyond 500 are left out") {
		t.Errorf("got %d names and %v", n, r.remarks)
	}
}

// FuzzRead checks that any text is read or refused: no panic, each mistake with its
// place, and every record valid and behind what it refers to.
func FuzzRead(f *testing.F) {
	f.Add(example(f))
	for _, line := range strings.Split(content(f, "testdata", "dump.json"), "\n") {
		f.Add(line)
	}
	f.Add(member("P463", "P580", "+1949-00-00 9", "P582", "some", "P1326", "-0440-00-00 8"))
	f.Add(`{"entities":{"Q1":{"id":"Q1","claims":{"P1":[{},{"mainsnak":{}}]}},"Q2":`)
	f.Fuzz(func(t *testing.T, text string) { read(t, text, formats.ReadOptions{Source: "file"}) })
}
