package rows

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/kg"
)

// fileOf returns a file of a text.
func fileOf(text string) formats.File {
	return formats.File{Name: "f", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(text)), nil
	}}
}

// read writes each row as its line and cells, each error as its text.
func read(t *testing.T, f formats.File, d Dialect) []string {
	t.Helper()
	r, err := NewReader(f, d)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got []string
	for {
		row, err := r.Next()
		var placed *formats.Error
		switch {
		case errors.Is(err, io.EOF):
			return got
		case errors.As(err, &placed):
			got = append(got, strings.SplitN(err.Error(), ";", 2)[0])
		case err != nil:
			return append(got, "last: "+err.Error())
		default:
			var cells []string
			for i := range row.Len() {
				cells = append(cells, row.Text(i))
			}
			got = append(got, fmt.Sprintf("%d %q", row.At.Line, cells))
		}
	}
}

func TestRowsAreReadAsPeopleWriteThem(t *testing.T) {
	tests := []struct {
		name, text string
		dialect    Dialect
		want       []string
	}{
		{"LF", "a,b\n1,2\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"CRLF", "a,b\r\n1,2\r\n", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"CR", "a,b\r1,2\r", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" "2"]`}},
		{"no line end at the end", "a,b\n1,", Dialect{}, []string{`1 ["a" "b"]`, `2 ["1" ""]`}},
		{"empty lines", "\n\na\n\nb", Dialect{}, []string{`3 ["a"]`, `5 ["b"]`}},
		{"quotes", `"a,""b""",c` + "\n\"x\ny\",z\nlast", Dialect{}, []string{`1 ["a,\"b\"" "c"]`, `2 ["x\ny" "z"]`, `4 ["last"]`}},
		{"a quote inside", `a"b,5" gun`, Dialect{}, []string{`1 ["a\"b" "5\" gun"]`}},
		{"quotes as text", "\"a\t\"b\n", Dialect{Delimiter: '\t', Plain: true}, []string{`1 ["\"a" "\"b"]`}},
		{"semicolons", "a;b,c", Dialect{Delimiter: ';'}, []string{`1 ["a" "b,c"]`}},
		{"BOM", "\xef\xbb\xbfa,b", Dialect{}, []string{`1 ["a" "b"]`}},
		{"UTF-16", "\xff\xfea\x00,\x00\xe9\x00", Dialect{}, []string{`1 ["a" "é"]`}},
		{"UTF-16, big end first", "\xfe\xff\x00a\x00,\x00\xe9", Dialect{}, []string{`1 ["a" "é"]`}},
		{"windows-1252", "a,\xe9", Dialect{Encoding: "windows-1252"}, []string{`1 ["a" "é"]`}},
		{"comment and preamble", "It's \"said\nthat\n#x\na,b", Dialect{Comment: '#', Skip: 2}, []string{`4 ["a" "b"]`}},
		{"nothing", "", Dialect{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, fileOf(tt.text), tt.dialect)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABadRowIsRefusedAloneAndPlaced(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"no closing quote", "a,\"b\nc,d\ne,f", []string{
			"f:1:3: no quote ends the cell that begins with this one", `2 ["c" "d"]`, `3 ["e" "f"]`,
		}},
		{"text behind a quote", "a,\"b\" c\nd,e", []string{
			"f:1:6: text behind the quote that ends a cell", `2 ["d" "e"]`,
		}},
		{"a quote that ends lines later", "\"a\nb,c\nd\"e\nf", []string{
			"f:3:3: text behind the quote that ends a cell", `2 ["b" "c"]`, `3 ["d\"e"]`, `4 ["f"]`,
		}},
		{"mixed encodings", "a,b\nc,\xe9\nd,é", []string{
			`1 ["a" "b"]`, "f:2:3: not valid UTF-8", `3 ["d" "é"]`,
		}},
		{"a wrong byte in a cell of lines", "\"a\nb\xff\",c\nd", []string{"f:2:2: not valid UTF-8", `3 ["d"]`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, fileOf(tt.text), Dialect{})); diff != "" {
				t.Errorf("rows and errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGreatCellsAndRowsAreRefusedWithoutBeingHeld(t *testing.T) {
	long := strings.Repeat("x", 2*formats.MaxLine)
	cell := strings.Repeat("y", 10<<20)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"row", "a," + long + "\nb,c", []string{"f:1:3: the row is longer than 16 MiB", `2 ["b" "c"]`}},
		{"row in quotes", "a,\"" + long + "\"\nb,c", []string{"f:1:3: no quote ends the cell that begins with this one", `2 ["b" "c"]`}},
		{"cell", "a," + cell + "\nb,c", []string{"f:1:3: limit exceeded: the cell is longer than 1 MiB", `2 ["b" "c"]`}},
		{"columns", strings.Repeat(",", 1_000_000) + "\nb,c", []string{
			"f:1:1: limit exceeded: 1000001 cells in a row", `2 ["b" "c"]`,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, fileOf(tt.text), Dialect{})); diff != "" {
				t.Errorf("rows and errors (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCellsAreOfTheLinesTheyStandIn(t *testing.T) {
	r, err := NewReader(fileOf("\n\"a\nb\",c,\"é\"\"\",d"), Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range row.Len() {
		got = append(got, row.Place(i).String())
	}
	if diff := cmp.Diff([]string{"f:2:1", "f:3:4", "f:3:6", "f:3:13"}, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestAnUnknownEncodingIsRefused(t *testing.T) {
	var invalid *kg.InvalidError
	if _, err := NewReader(fileOf("a"), Dialect{Encoding: "klingon"}); !errors.As(err, &invalid) || invalid.Field != "encoding" {
		t.Errorf("got error %v, want one about the encoding", err)
	}
}

// FuzzReader reads what encoding/csv reads as it does, and never fails to place what it
// refuses.
func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "\"a\"\"\nb\",c\r\n", "\"", "a\rb", "\xff\xfe", "\xef\xbb\xbfa", "a,\"b\"c\n\"d", "\n\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := read(t, fileOf(text), Dialect{})
		for _, line := range got {
			if strings.HasPrefix(line, "last: ") {
				t.Fatalf("got %s, want all to be read", line)
			}
		}
		if want, ok := byTheLibrary(text); ok {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("rows (-encoding/csv +got):\n%s", diff)
			}
		}
	})
}

// byTheLibrary reads a text that both readers mean alike: encoding/csv knows no CR alone
// as a line end, changes CRLF in quotes and does not look at encodings.
func byTheLibrary(text string) ([]string, bool) {
	if strings.ContainsAny(text, "\r\ufeff") || strings.ToValidUTF8(text, "") != text {
		return nil, false
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	var want []string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return want, true
		} else if err != nil {
			return nil, false
		}
		line, _ := r.FieldPos(0)
		want = append(want, fmt.Sprintf("%d %q", line, row))
	}
}

func BenchmarkReader(b *testing.B) {
	text := strings.Repeat("France,United Kingdom,alliance,1904-04-08,1914-08-04,https://example.org\n", 20000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		r, err := NewReader(fileOf(text), Dialect{})
		if err != nil {
			b.Fatal(err)
		}
		for {
			row, err := r.Next()
			if err != nil {
				break
			}
			_ = row.Text(2)
		}
	}
	b.ReportMetric(float64(20000*b.N)/b.Elapsed().Seconds(), "rows/s")
}
