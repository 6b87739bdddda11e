package formats_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
)

func fileOf(text string) formats.File {
	return formats.File{Name: "a.json", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// valuesOf lists the values of a text, and what is wrong, as "line:column text".
func valuesOf(text string) []string {
	var all []string
	for v, err := range formats.JSONValues(fileOf(text), "entities", "objects") {
		var placed *formats.Error
		switch {
		case errors.As(err, &placed):
			all = append(all, fmt.Sprintf("%d:%d refused", placed.At.Line, placed.At.Column))
		case err != nil:
			all = append(all, "end")
		default:
			all = append(all, fmt.Sprintf("%d:%d %s%s", v.At.Line, v.At.Column, v.Key, v.Text))
		}
	}
	return all
}

func TestValuesOfJSONAreFoundWhereverTheyStand(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"nothing", " \n", nil},
		{"lines", "{\"a\":1}\n{\"a\":2}\r\n", []string{`1:1 {"a":1}`, `2:1 {"a":2}`}},
		{"a byte order mark", "\xef\xbb\xbf{}", []string{`1:1 {}`}},
		{"an array of lines", "[\n{\"a\":1},\n{\"a\":[2]}\n]\n", []string{`2:1 {"a":1}`, `3:1 {"a":[2]}`}},
		{"an array on one line", `[1, "x]",{}]`, []string{`1:2 1`, `1:5 "x]"`, `1:10 {}`}},
		{"an empty array", `[]`, nil},
		{
			"a member", `{"n": {"x": [1]}, "entities": {"Q1": {"a": "}"}, "Q2": {}}, "ok": 1}`,
			[]string{`1:38 Q1{"a": "}"}`, `1:56 Q2{}`},
		},
		{"a member that is an array", `{"objects":[{},{}]}`, []string{`1:13 {}`, `1:16 {}`}},
		{"an object without the member", `{"id": "Q1"}`, []string{`1:1 {"id": "Q1"}`}},
		{"a member that is text", `{"entities": "no"}`, []string{`1:1 {"entities": "no"}`}},
		{"escaped quotes", `{"a":"\"}\\"}{}`, []string{`1:1 {"a":"\"}\\"}`, `1:14 {}`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, valuesOf(test.text)); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAfterABrokenValueReadingGoesOnWhereThatIsSafe(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"a comma too many", "{\"a\":1,}\n{}", []string{`1:8 refused`, `2:1 {}`}},
		{"a line cut off in a text", "{\"a\":\"b\n{}", []string{`1:1 refused`, `2:1 {}`}},
		{"a line cut off between", "{\"a\":{\"b\":1\n{}", []string{`1:1 refused`, `2:1 {}`}},
		{"a line that is no JSON", "hello there\n{}", []string{`1:1 refused`, `2:1 {}`}},
		{"a NUL", "\x00\n{}", []string{`1:1 refused`, `2:1 {}`}},
		{"not UTF-8", "{\"a\":\"\xff\"}\n{}", []string{`1:1 refused`, `2:1 {}`}},
		{"the file cut off", "{}\n{\"a\":", []string{`1:1 {}`, `2:1 refused`}},
		{"a value over several lines cut off", "{\"a\":\n{\"b\":\n1\n{}\n{}", []string{`1:1 refused`, "end"}},
		{"a member cut off", `{"entities":{"Q1":{}, "Q2`, []string{`1:19 Q1{}`, "end"}},
		{"brackets that do not match", `[{]]`, []string{`1:3 refused`}},
		{"very deep", strings.Repeat("[", 20000), []string{`1:2 refused`, "end"}},
		{
			"deeper than is read", `[` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + "]",
			[]string{`1:10002 refused`},
		},
		{
			"a long value", `["` + strings.Repeat("x", formats.MaxLine+1) + `",1]`,
			[]string{`1:2 refused`, fmt.Sprintf(`1:%d 1`, formats.MaxLine+6)},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, valuesOf(test.text)); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMembersHaveTheirOwnPlace(t *testing.T) {
	v := formats.JSONValue{
		At: formats.Position{Line: 3, Column: 5}, Text: []byte("{\"a\": 1,\n \"b\\n\" :[true,\n{\"c\":\"]\"}]}"),
	}
	var got []string
	for m := range v.Members() {
		got = append(got, fmt.Sprintf("%d:%d %s", m.At.Line, m.At.Column, m.Key))
		for item := range m.Members() {
			got = append(got, fmt.Sprintf("%d:%d %s", item.At.Line, item.At.Column, item.Text))
		}
	}
	want := []string{"3:11 a", "4:9 b\n", "4:10 true", `5:1 {"c":"]"}`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}

func FuzzJSONValues(f *testing.F) {
	for _, text := range []string{
		`[{},{"a":[1,"x"]}]`, "{}\n{}", `{"entities":{"Q1":{}}}`, `{"a":"\u00`, "[1,,}", "\x00{",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := 0
		for v, err := range formats.JSONValues(fileOf(text), "entities") {
			if n++; n > len(text)+1 {
				t.Fatalf("more values than bytes")
			}
			if err != nil {
				continue
			}
			for m := range v.Members() {
				if len(m.Text) == 0 {
					t.Errorf("a member of %q is empty", v.Text)
				}
			}
		}
	})
}

func TestAnArrayWithoutAnEndIsCutOff(t *testing.T) {
	for text, want := range map[string]bool{
		"[\n{\"a\": 1},\n{\"a\": 2},\n": true, "[": true, "[]": false, "{\"a\": 1},\n": false, "[\n{\"a\": 1}\n]\n": false,
	} {
		var last error
		for _, err := range formats.JSONValues(formats.TextFile("f", []byte(text))) {
			last = err
		}
		if got := errors.Is(last, io.ErrUnexpectedEOF); got != want {
			t.Errorf("%q: got error %v, want one that it is cut off: %t", text, last, want)
		}
	}
}
