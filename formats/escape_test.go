package formats

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
)

func TestXMLReadsAsItWasMeant(t *testing.T) {
	for _, text := range []string{
		"", "plain", `a < b & c > "d" 'e'`, "tab\tline\nreturn\r", "قسد", "😀", "\uFFFD", "]]>", "&amp;",
	} {
		written := AppendXML(nil, text)
		var got struct {
			A    string `xml:"a,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal([]byte(`<x a="`+string(written)+`">`+string(written)+`</x>`), &got); err != nil {
			t.Errorf("%q: got error %v for %s", text, err, written)
		}
		if got.A != text || got.Text != text {
			t.Errorf("%q: got %q in an attribute and %q between tags, want it as it was", text, got.A, got.Text)
		}
	}
}

func TestWhatXMLCannotHoldIsReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b": "a\uFFFDb", "\x1b[0m": "\uFFFD[0m", "\uFFFF": "\uFFFD", "b\xffd": "b\uFFFDd", "\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD",
	} {
		if got := string(AppendXML(nil, text)); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestJSONReadsAsItWasMeant(t *testing.T) {
	for _, text := range []string{"", "plain", `"quoted" \ back`, "\x00\x1f\t\n\r", "قسد", "😀", "b\xffd"} {
		var got string
		if err := json.Unmarshal(AppendJSON(nil, text), &got); err != nil {
			t.Errorf("%q: got error %v", text, err)
		}
		if want := strings.ToValidUTF8(text, "\uFFFD"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
