package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"entente/formats"
	"entente/kg"
)

// lastLine is a good line, to be read behind bad ones.
const lastLine = `{"record":"source","id":"last","title":"T"}`

func TestBadTextIsRefusedAndReadingGoesOn(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"UTF-16", "\xff\xfe{\x00", "a:1:1: not valid UTF-8; save the file as UTF-8"},
		{"UTF-16 without a mark", "{\x00\"\x00r\x00", "a:1:2: not JSON; write the name of a field in double quotes"},
		{"Latin-1", `{"record":"source","id":"s","title":"` + "\xe9" + `"}`, "a:1:38: not valid UTF-8; "},
		{"deep", strings.Repeat("[", 100_000), "a:1:21: lists and objects stand too deep in one another"},
		{"wide", "[" + strings.Repeat("1,", maxNodes), "a:1:100000: too many values on one line"},
		{"many fields", manyFields(maxKeys + 1), "a:1:5510: too many fields in one object"},
		{
			"a cell of 10 MB", `{"record":"source","id":"s","title":"` + strings.Repeat("x", 10<<20) + `"}`,
			"a:1:37: title: `" + strings.Repeat("x", 80) + "…`: 10485760 characters are too many; at most 1024",
		},
	}
	for _, tt := range tests {
		got := outcome(t, JSONL, fileOf("a", tt.give+"\n"+lastLine))
		if len(got) != 2 || !strings.HasPrefix(got[0], tt.want) || got[1] != "last" {
			t.Errorf("%s: got %.200q\nwant %.200q…, and then last", tt.name, got, tt.want)
		}
	}
}

func manyFields(n int) string {
	text := "{"
	for i := range n {
		text += fmt.Sprintf(`"k%04d":1, `, i)
	}
	return text
}

func TestMarksAndEndsOfLinesAreRead(t *testing.T) {
	source := `{"record":"source","id":"%s","title":"T"}`
	lines := "\ufeff" + fmt.Sprintf(source, "s") + "\r\n\r\n" + fmt.Sprintf(source, "t")
	if got := outcome(t, JSONL, fileOf("a", lines)); strings.Join(got, " ") != "s t" {
		t.Errorf("JSON lines: got %q, want s and t", got)
	}
	for _, end := range []string{"\r\n", "\n"} {
		text := "\ufeffsources:" + end + "  - id: s" + end + "    title: T" + end
		if got := outcome(t, YAML, fileOf("a", text)); strings.Join(got, " ") != "s" {
			t.Errorf("YAML with %q: got %q, want s", end, got)
		}
	}
}

func TestALineOfOneGigabyteIsSkipped(t *testing.T) {
	if testing.Short() {
		t.Skip("short: two gigabytes were not read")
	}
	endless := formats.File{Name: "a", Open: func() (io.ReadCloser, error) {
		long := io.LimitReader(spaces{}, 1<<30)
		return io.NopCloser(io.MultiReader(long, strings.NewReader("\n"+lastLine))), nil
	}}
	var told []error
	for item, err := range readJSONL([]formats.File{endless}, formats.ReadOptions{}) {
		told = append(told, err)
		if len(item.Raw) > formats.MaxLine {
			t.Errorf("got %d bytes as Raw, want at most %d", len(item.Raw), formats.MaxLine)
		}
	}
	if len(told) != 2 || !errors.Is(told[0], kg.ErrLimit) || told[1] != nil {
		t.Errorf("got %v, want an ErrLimit and then the next line", told)
	}
}

// spaces reads as spaces without an end.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte(" "), len(p))), nil }

func TestIdsMayComeAgainAndNameOneAnother(t *testing.T) {
	// Whether references find anything, and what comes of an id that is there twice, is
	// for the graph to say.
	source := `{"record":"source","id":"%s","title":"T","sources":["%s"]}` + "\n"
	got := outcome(t, JSONL, fileOf("a", fmt.Sprintf(source, "s", "t")+fmt.Sprintf(source, "t", "s")+
		fmt.Sprintf(source, "s", "nobody")))
	if strings.Join(got, " ") != "s t s" {
		t.Errorf("got %q, want s, t and s again", got)
	}
}
