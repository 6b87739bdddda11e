package table

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"entente/formats"
	"entente/internal/realdata"
	"entente/kg"
)

// guessed writes a mapping for a table and reads the table by it.
func guessed(tb testing.TB, name, table string) (*told, string) {
	tb.Helper()
	mapping, err := Guess(name, strings.NewReader(table))
	if err != nil {
		tb.Fatal(err)
	}
	return tell(tb, textFile("mapping.yaml", string(mapping)), *textFile(name, table)), string(mapping)
}

func TestAGuessedMappingReadsTheTableAsItIs(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String("von;nach;from;to;since\nx;y;Österreich;Bayern;1.4.1879\nx;y;Köln;Mainz;30.4.1879\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, file, table, want string }{
		{"a plain sheet", "alliances.csv", "from,to,type,start,end,source_url\nA,B,pact,1990-01-01,1995,https://example.org\n", "pact A B 1990-01-01/1995 https://example.org"},
		{"other names", "x.csv", "Source,Target,Predicate,Begin,End\nA,B,member of,1990,9999-12-31\n", "member-of A B 1990/.. the-file"},
		{"years, months, days", "x.csv", "ccode1,ccode2,styear,stmonth,stday,endyear,endmonth,endday\n2,20,1990,1,5,-9,-9,-9\n", "x 2 20 1990-01-05/ the-file"},
		{"tabs", "x.txt", "from\tto\tyear\nA\tB\t1990\n", "x A B 1990 the-file"},
		{"semicolons, days first, windows-1252", "x.csv", latin, "x Österreich Bayern 1879-04-01/ the-file"},
		{"months first", "x.csv", "from,to,start\nA,B,12/31/1990\n", "x A B 1990-12-31/ the-file"},
		{"no names of columns", "ties.tsv", "1\t7\t2\t1990-##-##\t####-##-##\n3\t7\t4\t1990-##-##\t####-##-##\n3\t7\t4\t1991-##-##\t####-##-##\n" +
			"3\t7\t4\t1992-##-##\t####-##-##\n3\t7\t4\t1993-##-##\t####-##-##\n3\t7\t4\t1994-##-##\t####-##-##\n", "x7 1 2 1990/ the-file"},
		{"names that YAML reads otherwise", "x.csv", "from,to,\"no: {x}\",#,yes\nA,B,\"{a}\",# b,\"- c\"\n", "x A B / the-file"},
		{"a name twice, and none", "x.csv", "from,to,note,note,\nA,B,1,2,3\n", "x A B / the-file"},
		{"quotes as text", "x.tsv", "from\tto\tsaid\nA\tB\t\"never\" he said\n", "x A B / the-file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, mapping := guessed(t, tt.file, tt.table)
			if len(all.refused) > 0 || len(all.relationships) == 0 {
				t.Fatalf("got %q refused, by\n%s", all.refused, mapping)
			}
			r := all.relationships[0]
			source := string(r.Sources[0])
			if s := all.sources[r.Sources[0]]; s != nil {
				source = s.Title
			}
			from := string(r.From)
			if strings.HasPrefix(from, "Osterreich-") {
				from = "Österreich"
			}
			got := strings.Join([]string{r.Type, from, string(r.To), r.Validity.EDTF, source}, " ")
			if got != tt.want {
				t.Errorf("got %s\nwant %s, by\n%s", got, tt.want, mapping)
			}
		})
	}
}

func TestAGuessSaysWhatItIsUnsureOf(t *testing.T) {
	edge := "from,to,type,start,end\n" + strings.Repeat("A,B,1,1990,2016-12-31\n", 6) + "A,B,2,maybe,1999\n"
	_, mapping := guessed(t, "x.csv", edge)
	for _, want := range []string{
		"# CHECK: 1 of the dates cannot be read, such as maybe", "# CHECK: 6 of 7 rows end on 2016-12-31",
		`means: {"2016-12-31": attested}`, "# CHECK: types are numbers",
	} {
		if !strings.Contains(mapping, want) {
			t.Errorf("got\n%s\nwant %q in it", mapping, want)
		}
	}
	_, mapping = guessed(t, "x.csv", "from,to,start\nA,B,1/2/1990\n")
	if !strings.Contains(mapping, "day and month can be read either way") {
		t.Errorf("got\n%s\nwant a word on days and months", mapping)
	}
	_, mapping = guessed(t, "x.csv", "one,two,three\nA,B,C\n")
	if !strings.Contains(mapping, "# CHECK: no columns are called from and to") {
		t.Errorf("got\n%s\nwant a word on the ends", mapping)
	}
}

func TestWhatIsNoTableIsNotGuessed(t *testing.T) {
	for _, text := range []string{"", "word\nword\n", "\x00\x01"} {
		var invalid *kg.InvalidError
		if mapping, err := Guess("x", strings.NewReader(text)); !errors.As(err, &invalid) {
			t.Errorf("Guess(%q): got %s and error %v, want an InvalidError", text, mapping, err)
		}
	}
}

func TestARefusedGuessSaysWhatIsWrong(t *testing.T) {
	wide := strings.Repeat("a,", 16384) + "a\n"
	for _, tt := range []struct{ name, text, want string }{
		{"JSON lines", " \n{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n", "begins as JSON does"},
		{"a list of JSON", "\ufeff[1,2]\n", "begins as JSON does"},
		{"a header alone", "from,to,start\n", "a header and no rows"},
		{"rows that are too wide", wide + wide, "x.csv:1:1: limit exceeded: 16385 cells in a row; at most 16384 are read"},
		{"a cell that is too long", "from,to\nA," + strings.Repeat("B", 1<<20+1) + "\n", "x.csv:2:3: limit exceeded: the cell is longer than 1 MiB"},
		{"a line without end", strings.Repeat("A,", 3<<20), "x.csv:1:1: limit exceeded"},
		{"words", "word\nword\n", "no two rows of it have as many cells"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Guess("x.csv", strings.NewReader(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want %q in it", err, tt.want)
			}
		})
	}
}

func TestRealTablesAreGuessedSoThatTheyAreRead(t *testing.T) {
	for file, refused := range map[string]int{
		"states/states_GGO.csv": 0, "states/states_GW.csv": 0, "states/states_ISD.csv": 1,
		"peacesciencer/archigos.csv": 0, "peacesciencer/cow_states.csv": 0, "wikidata12k/test.txt": 3,
	} {
		t.Run(file, func(t *testing.T) {
			path := filepath.Join(realdata.Folder(t, filepath.Dir(file)), filepath.Base(file))
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all, _ := guessed(t, path, string(text))
			equal(t, "refused", len(all.refused), refused)
		})
	}
}

// FuzzGuess checks that what is guessed for any text is a mapping by which it is read.
func FuzzGuess(f *testing.F) {
	for _, text := range []string{
		"from,to,start\nA,B,1990\n", "a;b\n1;2\n", "id\tname\n\t\n", "\xff\xfea\x00,\x00b\x00\n\x00", "<a>,b?,$c\n1,2,3\n",
		"a,a\n,\n", "0\n,0", "to,stArt", "\"a\nb\",c\n1,2\n", "1,2\n3,4\n", "#a,- b\n1,2\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mapping, err := Guess("x.csv", strings.NewReader(text))
		if err != nil {
			return
		}
		o := formats.ReadOptions{Now: now, Source: "f", Mapping: textFile("m.yaml", string(mapping))}
		for _, err := range Read([]formats.File{*textFile("x.csv", text)}, o) {
			var placed *formats.Error
			if err != nil && !errors.As(err, &placed) {
				t.Fatalf("got error %v, by\n%s", err, mapping)
			}
		}
	})
}
