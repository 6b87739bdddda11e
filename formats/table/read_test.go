package table

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

// ties reads a table of ties from a to b, of which only the validity is in question, and
// returns what is said of it: EDTF and what stands beside it.
func ties(t *testing.T, validity string, cells ...string) []string {
	t.Helper()
	mapping := "relationships: [{type: x, from: a, to: b, validity: " + validity + "}]\n"
	table := "id,s,e,p\n"
	for i, cell := range cells {
		table += fmt.Sprintf("%d,%s\n", i, cell)
	}
	all := tell(t, textFile("m.yaml", mapping), *textFile("t.csv", table))
	var got []string
	for _, r := range all.relationships {
		body, err := json.Marshal(r.Validity.Written)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.NewReplacer(`{"edtf":`, "", `"`, "", "}", "").Replace(string(body)))
	}
	return append(got, all.refused...)
}

func TestDatesAreReadAsTheMappingSays(t *testing.T) {
	tests := []struct{ name, validity, cells, want string }{
		{"as they are", "{start: <s>, end: <e>}", "1914-08-04,1918~,", "1914-08-04/1918~"},
		{"nothing", "{start: <s>, end: <e>}", ",,", "/"},
		{"no column", "{start: <s>}", "1914,,", "1914/"},
		{"a pattern", "{start: {date: <s>, form: DD.MM.YYYY}}", "04.08.1914,,", "1914-08-04/"},
		{"the first pattern that fits", "{start: {date: <s>, form: [DD.MM.YYYY, MM.YYYY, Y]}}", "08.1914,,", "1914-08/"},
		{"a month by name", "{start: {date: <s>, form: D MMM YYYY}}", "4 August 1914,,", "1914-08-04/"},
		{"a time of day", "{start: {date: <s>, form: YYYY-MM-DD hh:mm:ss}}", "1914-08-04 11:00:00,,", "1914-08-04T11:00:00Z/"},
		{"a spreadsheet's number", "{start: {date: <s>, form: excel}}", "46042,,", "2026-01-20/"},
		{"digits that are not known", "{start: {date: <s>, unknownDigit: \"#\"}, end: {date: <e>, unknownDigit: \"#\"}}", "195#-##-##,####-##-##,", "195X/"},
		{"a year of two digits, in full", "{start: {date: <s>, unknownDigit: \"#\"}}", "98-##-##,,", "0098/"},
		{"years before 1 without 0", "{start: {date: <s>, bce: historical}}", "-0753,,", "-0752/"},
		{"a date by its meaning", "{start: {date: <s>, means: {fall: \"1989-11-09\"}}}", "fall,,", "1989-11-09/"},
		{"unknown", "{end: {date: <e>, means: {\"-9\": unknown}}}", ",-9,", "/"},
		{"ongoing", "{end: {date: <e>, means: {\"9999-12-31\": ongoing}}}", ",9999-12-31,", "/.."},
		{"empty means ongoing", "{end: {date: <e>, means: {\"\": ongoing}}}", ",,", "/.."},
		{"no beginning", "{start: {date: <s>, means: {always: open}}}", "always,,", "../"},
		{"past at an unknown date", "{end: {date: <e>, means: {x: ended}}}", ",x,", "/,endedBefore:2026-06-30T00:00:00Z,ended:true"},
		{"attested at the edge", "{start: <s>, end: {date: <e>, means: {\"2016-12-31\": attested}}}", "1945,2016-12-31,", "1945/,attestedUntil:2016-12-31"},
		{"on or before", "{start: <s>, end: <e>}", "..1816-01-01,2017-12-31..,", "/,attestedFrom:1816-01-01,attestedUntil:2017-12-31"},
		{"on or after", "{start: <s>, end: <e>}", "1816..,..1820,", "/,startedAfter:1816,endedBefore:1820,ended:true"},
		{"the first day that does not count", "{start: <s>, end: {date: <e>, exclusive: true}}", "1914,1918-01-01,", "1914/1917-12-31"},
		{"the first year that does not count", "{start: <s>, end: {date: <e>, exclusive: true}}", "1914,1918,", "1914/1917"},
		{"a precision", "{start: {date: <s>, precision: <p>}}", "1914-01-01,,year", "1914/"},
		{"a decade", "{start: {date: <s>, precision: decade}}", "1914-01-01,,", "191X/"},
		{"a mark of doubt", "{start: {date: <s>, qualifier: <p>}}", "1914,,uncertain", "1914?/"},
		{"set in advance", "{end: {date: <e>, scheduledAfter: 2026-06-15}}", ",2027-01-03,", "/2027-01-03,scheduled:true"},
		{"not set in advance", "{end: {date: <e>, scheduledAfter: 2026-06-15}}", ",2026-06-15,", "/2026-06-15"},
		{"parts", "{start: {year: <s>, month: <e>, day: <p>}}", "1914,8,4", "1914-08-04/"},
		{"parts without a day", "{start: {year: <s>, month: <e>, day: <p>}}", "1914,8,0", "1914-08/"},
		{"parts that mean something", "{start: {year: <s>, month: <e>, day: <p>, means: {\"1816-01-01\": attested}}}", "1816,1,1", "/,attestedFrom:1816-01-01"},
		{"a date of an event", "<s>", "2026-01-20,,", "2026-01-20"},
		{"an interval in one cell", "<s>", "1914/1918,,", "1914/1918"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.want}, ties(t, tt.validity, tt.cells)); diff != "" {
				t.Errorf("validity (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDatesThatCannotBeReadArePlacedInTheirCell(t *testing.T) {
	tests := []struct{ name, validity, cells, want string }{
		{"no such day", "{start: <s>, end: <e>}", "1914,1918-02-30,", "t.csv:2:8: end: `1918-02-30`: day 30 of a month of 28 days"},
		{"another form", "{start: {date: <s>, form: DD.MM.YYYY}}", "1914-08-04,,", "t.csv:2:3: start: `1914-08-04`: not a date of the form DD.MM.YYYY"},
		{"the end before the start", "{start: <s>, end: <e>}", "1918,1914,", "t.csv:2:8: end: `1918/1914`: start 1918 is not before end 1914"},
		{"no precision", "{start: {date: <s>, precision: <p>}}", "1914,,roughly", "t.csv:2:9: start: `roughly`: not a precision"},
		{"no year", "{start: {year: <s>, month: <e>}}", "next,8,", "t.csv:2:3: start: `next`: not a date"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ties(t, tt.validity, tt.cells)
			if len(got) != 1 || !strings.HasPrefix(got[0], tt.want) {
				t.Errorf("got %q, want one that begins %q", got, tt.want)
			}
		})
	}
}

func TestRowsThatAreWrongAreRefusedAlone(t *testing.T) {
	mapping := textFile("m.yaml", "entities:\n- {id: <id>, kind: <kind>, name: <name>, class: <class>}\n")
	table := "id,kind,name,class\n" +
		"a,state,A,ACTOR\n" +
		"b,state,B\n" +
		"c,state,C,ACTOR,more\n" +
		"d,state,\"D\n" +
		"e,state,E,PERSON\n" +
		"f,state,F,PLACE\n" +
		",state,G,ACTOR\n" +
		"h,state," + strings.Repeat("h", 1025) + ",ACTOR\n" +
		"i,state,I\xff,ACTOR\n" +
		"j,state,J,ACTOR"
	all := tell(t, mapping, *textFile("t.csv", table))
	want := []string{
		"t.csv:3:1: 3 cells, where there are 4 columns",
		"t.csv:4:17: 5 cells, where there are 4 columns",
		"t.csv:5:9: no quote ends the cell that begins with this one",
		"t.csv:6:11: class: `PERSON`: not known",
		"t.csv:7:3: kind: `state`: not a kind for class PLACE",
		"t.csv:8:1: id: must be set",
		"t.csv:9:9: names[0].text",
		"t.csv:10:10: not valid UTF-8",
	}
	for i, w := range want {
		if i >= len(all.refused) || !strings.HasPrefix(all.refused[i], w) {
			t.Errorf("refused: got %q, want one that begins %q", all.refused[min(i, len(all.refused)-1)], w)
		}
	}
	equal(t, "refused", len(all.refused), len(want))
	equal(t, "entities", len(all.entities), 2)
}

func TestRefusedRowsAreKeptWithWhatTheyNeedToBeRead(t *testing.T) {
	mapping := textFile("m.yaml", "table: {encoding: windows-1252, skip: 1}\nentities:\n- {id: <id>, validity: <when>}\n")
	table := "exported by somebody\nid,when\n\xe9,1914\nb,soon\n\"c\",1918\n"
	rejects := ""
	for item, err := range Read([]formats.File{*textFile("t.csv", table)}, formats.ReadOptions{Mapping: mapping, Source: "f"}) {
		rejects += string(item.Header)
		if len(item.Header) > 0 {
			rejects += "\n"
		}
		if err != nil {
			rejects += string(item.Raw) + "\n"
		}
	}
	if want := "\ufeff\nid,when\nb,soon\n"; rejects != want {
		t.Fatalf("got %q, want %q", rejects, want)
	}
	mended := strings.Replace(rejects, "soon", "1916", 1)
	all := tell(t, mapping, *textFile("t.csv", mended))
	if len(all.refused) > 0 || len(all.entities["b"]) != 1 {
		t.Errorf("mended: got %q refused and %v, want b", all.refused, all.entities)
	}
}

const wholeMapping = `
vocabulary:
  relationshipTypes: [{id: ceasefire, symmetric: true, sign: COOPERATIVE}]
  claimProperties: [{id: killed, value: NUMBER, unit: people}]
cells:
  other: {split: ";"}
  lang: {split: ";"}
  side: {translate: {G: government, R: rebels}}
  both: {from: [<missing?>, <a>/<b>]}
entities:
  - id: event-<n>
    if: <killed> != ""
    class: EVENT
    kind: Attack
    names: [<title>, {text: <other>, language: <lang>}]
    location: {latitude: <lat?>, longitude: <lon?>}
    externalIds: [{scheme: list, id: <n>}]
    properties: {toll: {number: <killed>}, who: {entity: {id: <a>, kind: state}}, pair: <both>}
    claims:
      - property: killed
        value: <killed>
        assertedBy: <by>
        saidAt: <said>
        source: {title: <paper>, url: <url>, publishedAt: <said>}
relationships:
  - {type: ceasefire, from: <a>, to: <b>, validity: <said>, sign: <sign>}
  - {type: Is On Side, from: {id: <a>, kind: state}, to: side-<side>, if: [<side>, <a> != B]}
`

func TestOneRowMayTellOfSeveralRecords(t *testing.T) {
	table := "n,title,other,lang,a,b,killed,by,said,paper,url,sign,side\n" +
		"1,Attack on X,Angriff auf X;هجوم,de;ar,B,A,>20,A,2015-03,The Paper,https://example.org/1,-1,G\n" +
		"2,,,,A,B,,,2015-03,,,-1,R\n"
	all := tell(t, textFile("m.yaml", wholeMapping), *textFile("t.csv", table))
	if len(all.refused) > 0 {
		t.Fatal(all.refused)
	}
	e := all.entities["event-1"][0]
	want := []kg.Name{
		{Text: "Attack on X", Kind: kg.NameOfficial},
		{Text: "Angriff auf X", Language: "de", Kind: kg.NameAlias},
		{Text: "هجوم", Language: "ar", Kind: kg.NameAlias},
	}
	if diff := cmp.Diff(want, e.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if e.Kind != "attack" || e.Location != nil || e.Properties["toll"].String() != ">20" ||
		e.Properties["who"].Entity != "B" || e.Properties["pair"].Text != "B/A" {
		t.Errorf("the event: got %+v", e)
	}
	c := all.claims[0]
	if c.About != "event-1" || c.Value.String() != ">20 people" || c.AssertedBy != "A" || c.SaidAt != "2015-03" ||
		all.sources[c.Source].Title != "The Paper" {
		t.Errorf("the claim: got %+v of %+v", c, all.sources[c.Source])
	}
	var ids []kg.ID
	for _, r := range all.relationships {
		if r.Type == "ceasefire" {
			ids = append(ids, r.ID)
			if r.From != "A" || r.Sign != kg.SignHostile {
				t.Errorf("ceasefire: got %s from %s, want HOSTILE from A", r.Sign, r.From)
			}
		}
	}
	if len(ids) != 2 || ids[0] != ids[1] {
		t.Errorf("a symmetric tie in both directions: got ids %v, want one", ids)
	}
	var sides []string
	for _, r := range all.relationships {
		if r.Type == "is-on-side" {
			sides = append(sides, string(r.From)+" "+string(r.To))
		}
	}
	if !slices.Equal(sides, []string{"A side-rebels"}) {
		t.Errorf("sides: got %v, want that of A alone", sides)
	}
}

func TestSourcesAreAddressesTitlesOrThoseOfTheMapping(t *testing.T) {
	mapping := textFile("m.yaml", "sources: [{id: list, title: The list of <$file>}]\n"+
		"entities: [{id: <id>, sources: <source>}]\n")
	table := "id,source\na,https://example.org/a\nb,\"A Book, p. 5\"\nc,list\nd,\n"
	all := tell(t, mapping, *textFile("data/t.csv", table))
	titles := map[kg.ID]string{"the-file": "the file"}
	for id, s := range all.sources {
		titles[id] = s.Title
	}
	got := map[string]string{}
	for id, of := range all.entities {
		got[string(id)] = titles[of[0].Sources[0]]
	}
	want := map[string]string{"a": "https://example.org/a", "b": "A Book, p. 5", "c": "The list of t", "d": "the file"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
}

func TestTermsOfTheGraphAreUsedAsTheyAre(t *testing.T) {
	mapping := textFile("m.yaml", "vocabulary: {kinds: [{id: state, classes: [PLACE]}]}\n"+
		"relationships: [{type: <t>, from: {id: <a>, kind: state, class: PLACE}, to: b}]\n")
	all := tell(t, mapping, *textFile("t.csv", "a,t\nx,Member of\ny,member-of\nz,\n"))
	if all.terms["type:member-of"] == nil || len(all.terms) != 3 {
		t.Errorf("terms: got %v, want member-of once, state and actor", all.terms)
	}
	if len(all.refused) != 1 || !strings.HasPrefix(all.refused[0], "t.csv:4:3: type: must be set") {
		t.Errorf("refused: got %q, want the row without a type", all.refused)
	}
}

func TestYearsBecomeSpells(t *testing.T) {
	const mapping = `
spells: {by: [<a>, <b>, <kind>], year: <year>}
relationships:
- {type: <kind>, from: <a>, to: <b>, validity: {start: <$first>, end: {date: <$last>, means: {"1995": attested}}}}
`
	table := "a,b,year,kind\nA,B,1993,pact\nA,B,1991,pact\nC,D,1995,pact\nA,B,1990,pact\nA,B,1994,war\nA,B,x,pact\n"
	all := tell(t, textFile("m.yaml", mapping), *textFile("t.csv", table))
	var got []string
	for _, item := range all.items {
		for _, r := range item.Records {
			tie := r.(*kg.Relationship)
			got = append(got, fmt.Sprintf("%s %s %s|%s", tie.Type, tie.Validity.EDTF, tie.Validity.AttestedUntil, item.Raw))
		}
	}
	want := []string{
		"pact 1990/1991 |A,B,1990,pact\nA,B,1991,pact", "pact 1993/1993 |A,B,1993,pact",
		"pact 1995/ 1995|C,D,1995,pact", "war 1994/1994 |A,B,1994,war",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spells (-want +got):\n%s", diff)
	}
	if len(all.refused) != 1 || !strings.HasPrefix(all.refused[0], "t.csv:7:5: spells.year: `x`: not a year") {
		t.Errorf("refused: got %q, want the row without a year", all.refused)
	}
	sorted := strings.Replace(mapping, "year: <year>", "year: <year>, sorted: true", 1)
	all = tell(t, textFile("m.yaml", sorted), *textFile("t.csv", table))
	if len(all.refused) != 2 || !strings.HasPrefix(all.refused[0], "t.csv:3:1: spells: `1991`: earlier than the row before") {
		t.Errorf("sorted: got %q refused, want those that are not", all.refused)
	}
}
