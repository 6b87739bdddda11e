package dataset

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

// wordLines are the terms that the tests' lines use.
const wordLines = `{"record":"kind","id":"state","label":"state","classes":["ACTOR"]}
{"record":"kind","id":"escape","label":"escape","classes":["EVENT"]}
{"record":"relationshipType","id":"ceasefire","label":"ceasefire","sign":"COOPERATIVE"}
{"record":"relationshipType","id":"participation","label":"takes part in","sign":"NEUTRAL"}
{"record":"claimProperty","id":"escaped","label":"escaped","value":"NUMBER","unit":"people"}
`

// outcome reads files and says what came of each item: the ids of its records, or the
// first mistake.
func outcome(t *testing.T, format formats.Format, files ...formats.File) []string {
	t.Helper()
	var told []string
	for item, err := range format.Read(files, formats.ReadOptions{Now: writtenAt, Vocabulary: vocabularyOf(t)}) {
		if err != nil {
			told = append(told, err.Error())
			continue
		}
		var ids []string
		for _, r := range item.Records {
			ids = append(ids, string(r.Head().ID))
		}
		told = append(told, strings.Join(ids, " "))
	}
	return told
}

func TestMistakesInLinesAreShownWhereTheyStand(t *testing.T) {
	tests := []struct {
		name, give, want string
	}{
		{"not JSON", `entity: us`, "a:1:1: not JSON; write each record on one line, as {\"record\": …}"},
		{"cut off in a value", `{"record":"source","id":`, "a:1:25: the line ends within a value"},
		{"cut off in a text", `{"record":"sou`, "a:1:15: the line ends within a text"},
		{"cut off in an object", `{"record":"source"`, "a:1:19: not JSON; write a comma or } here"},
		{"two values", `{"record":"source","id":"s","title":"T"} {}`, "a:1:42: more than one value on a line; "},
		{"CR alone ends no line", "{\"record\":\"source\"}\r{}", "a:1:21: more than one value on a line; "},
		{"a list", `[1]`, "a:1:1: is a list; write a mapping"},
		{"no record", `{"id":"s"}`, "a:1:1: record: must be set; write relationshipType, kind, "},
		{"unknown record", `{"record":"person","id":"s"}`, "a:1:11: record: `person`: not a record; write "},
		{
			"unknown field", `{"record":"source","id":"s","titel":"T"}`,
			"a:1:29: `titel`: not a field of this record; write id, access, sources, note, title, ",
		},
		{
			"unknown field of a part", `{"record":"entity","id":"e","names":[{"txt":"E"}]}`,
			"a:1:39: names[0]: `txt`: not a field of this record; write text, ",
		},
		{"field twice", `{"record":"source","id":"s","id":"t"}`, "a:1:29: `id`: this field is there twice"},
		{"null", `{"record":"source","id":null}`, "a:1:25: id: is nothing; write text, or leave the field out"},
		{"no value", `{"record":"source","id":"s","title":""}`, "a:1:37: title: must be set"},
		{
			"value of a wrong type", `{"record":"relationship","validity":{"edtf":"2014/","ended":"yes"}}`,
			"a:1:61: validity.ended: `yes`: cannot be read here; write true or false",
		},
		{
			"bad date", `{"record":"relationship","id":"r","type":"ceasefire","from":"a","to":"b","validity":"2026-13"}`,
			"a:1:85: validity.edtf: `2026-13`: month 13; ",
		},
		{
			"unknown type", `{"record":"relationship","id":"r","type":"truce","from":"a","to":"b","sources":["s"]}`,
			"a:1:42: type: `truce`: not a term of the vocabulary; write ceasefire, ",
		},
		{"half a character", `{"record":"source","id":"\ud83d"}`, "a:1:26: half of a character; "},
		{"unknown escape", `{"record":"source","id":"\x41"}`, "a:1:26: not an escape in JSON; "},
		{"tab in a text", "{\"record\":\"source\",\"id\":\"\t\"}", "a:1:26: a control character in a text; "},
		{"bad number", `{"record":"claim","credibility":01}`, "a:1:33: not a number in JSON; "},
		{
			"dataset beside a record", `{"record":"source","dataset":{"title":"T"}}`,
			"a:1:1: dataset: beside a record; describe the dataset on a line of its own",
		},
		{"later format", `{"dataset":{"format":2}}`, "a:1:22: format: `2`: a later version of the format; "},
		{"unknown field of the dataset", `{"dataset":{"licenze":"x"}}`, "a:1:13: `licenze`: not a field of this record; "},
		{
			"range that ends before it begins",
			`{"record":"claim","id":"c","about":"e","property":"escaped","source":"s","value":{"quantity":{"min":5,"max":3}}}`,
			"a:1:82: value: the range ends before it begins",
		},
		{
			"unknown action", `{"change":{"action":"MADE","version":1},"record":"source","id":"s","title":"T"}`,
			"a:1:21: change.action: `MADE`: not known; write CREATED, UPDATED, RETRACTED",
		},
		{
			"version 0", `{"change":{"action":"CREATED"},"record":"source","id":"s","title":"T"}`,
			"a:1:11: change.version: `0`: versions are counted from 1",
		},
		{
			"recorded at no moment",
			`{"change":{"action":"CREATED","version":1,"recordedAt":"2026"},"record":"source","id":"s","title":"T"}`,
			"a:1:56: change.recordedAt: `2026`: not a recorded time; ",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outcome(t, JSONL, fileOf("a", tt.give+"\n"+`{"record":"source","id":"next","title":"N"}`))
			slices.Sort(got) // the source is read first where the other is not one
			if len(got) != 2 || !strings.HasPrefix(got[0], tt.want) || got[1] != "next" {
				t.Errorf("got %q\nwant %q…, and then next", got, tt.want)
			}
		})
	}
}

func TestOneItemOfALineHasAllItsMistakes(t *testing.T) {
	text := `{"record":"source","id":"s","titel":"T","colour":"red"}`
	for item, err := range readJSONL([]formats.File{fileOf("a", text)}, formats.ReadOptions{}) {
		if err == nil || !strings.Contains(err.Error(), "titel") {
			t.Errorf("got error %v, want one about titel", err)
		}
		if len(item.Remarks) != 1 || !strings.Contains(item.Remarks[0].Error(), "colour") {
			t.Errorf("got remarks %v, want one about colour", item.Remarks)
		}
		if string(item.Raw) != text {
			t.Errorf("got Raw %s, want the line", item.Raw)
		}
	}
}

func TestWhatADatasetSaysHoldsInItsFile(t *testing.T) {
	open := `{"record":"entity","id":"%s","class":"ACTOR","kind":"state","names":[{"text":"A","kind":"ALIAS"}],"validity":"2014/.."}`
	until := `{"dataset":{"observedUntil":"2026-03"}}`
	files := []formats.File{
		fileOf("a", wordLines+until+"\n"+fmt.Sprintf(open, "a")+"\n"+fmt.Sprintf(open, "b")), fileOf("b", fmt.Sprintf(open, "c")),
	}
	got := map[kg.ID][2]string{}
	for item, err := range readJSONL(files, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := item.Records[0].(*kg.Entity); ok {
			got[e.ID] = [2]string{e.Validity.AttestedUntil, string(item.Header)}
		}
	}
	want := map[kg.ID][2]string{"a": {"2026-03", until}, "b": {"2026-03", ""}, "c": {"", `{"dataset":{}}`}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("attestedUntil and what refused lines are to follow (-want +got):\n%s", diff)
	}
}

func TestShortFormsOfEventsAreOneItem(t *testing.T) {
	got := outcome(t, JSONL, fileOf("a", `{"record":"entity","id":"flight","class":"EVENT","kind":"escape",`+
		`"names":[{"text":"F","kind":"ALIAS"}],"sources":["s"],"participants":[{"entity":"us"},{"entity":"them"}]}`))
	if diff := cmp.Diff([]string{"flight flight.us flight.them"}, got); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestLinesOutOfOrderAreReadInOrder(t *testing.T) {
	claim := `{"record":"claim","id":"c","about":"r","property":"escaped","value":5,"source":"s"}`
	tie := `{"id":"r","record":"relationship","type":"ceasefire","from":"e","to":"f","sources":["s"]}`
	entity := `{"record":"entity","id":"e","class":"ACTOR","kind":"state","names":[{"text":"A","kind":"ALIAS"}]}`
	source := `{"record":"source","id":"s","title":"T"}`
	lines := func(lines ...string) formats.File { return fileOf("f", strings.Join(lines, "\n")) }
	const bad = `f:2:1: not JSON; write each record on one line, as {"record": …}`
	const words = "kind:state kind:escape type:ceasefire type:participation property:escaped"
	for name, files := range map[string][]formats.File{
		"in one file":  {lines(claim, "oops", tie, entity, source, wordLines)},
		"in two files": {lines(claim, "oops", tie), lines(wordLines, source, entity)},
	} {
		got := strings.Join(outcome(t, JSONL, files...), " ")
		if want := bad + " " + words + " s e r c"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestOrderedLinesAreReadWhereTheyStand(t *testing.T) {
	opened := 0
	f := fileOf("f", wordLines+"oops\n"+`{"record":"source","id":"s","title":"T"}`)
	counted := formats.File{Name: "f", Open: func() (io.ReadCloser, error) { opened++; return f.Open() }}
	got := outcome(t, JSONL, counted)
	if len(got) != 7 || got[6] != "s" || opened != 2 {
		t.Errorf("got %d items after opening the file %d times, want 7 and 2", len(got), opened)
	}
}

func TestAFileThatCannotBeReadIsTheEnd(t *testing.T) {
	gone := errors.New("the disk is gone")
	files := []formats.File{
		{Name: "a", Open: func() (io.ReadCloser, error) { return nil, gone }}, fileOf("b", "sources: []"),
	}
	for _, format := range both {
		told := 0
		for _, err := range format.Read(files, formats.ReadOptions{}) {
			told++
			if !errors.Is(err, gone) {
				t.Errorf("%s: got error %v, want %v", format.Name, err, gone)
			}
		}
		if told != 1 {
			t.Errorf("%s: got %d items, want the error alone", format.Name, told)
		}
	}
}
