package table

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	gocmp "github.com/google/go-cmp/cmp"

	"entente/formats"
	"entente/internal/realdata"
	"entente/kg"
)

// facts returns the files of a set of facts.
func facts(tb testing.TB, set string) []formats.File {
	tb.Helper()
	folder := realdata.Folder(tb, set)
	var files []formats.File
	for _, name := range []string{"entity2id.txt", "train.txt", "valid.txt", "test.txt"} {
		files = append(files, onDisk(filepath.Join(folder, name)))
	}
	return files
}

// lines gives each line of a file to use, cut at tabs.
func lines(tb testing.TB, f formats.File, use func(line int, cells []string)) {
	tb.Helper()
	text, err := os.ReadFile(f.Name)
	if err != nil {
		tb.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		use(i+1, strings.Split(line, "\t"))
	}
}

func TestFactsOfWikidataAreReadAsTheRowsHaveThem(t *testing.T) {
	files := facts(t, "wikidata12k")
	all := tell(t, example("wikidata12k.yaml"), files...)
	const year = 1950
	rows, possible, certain := 0, 0, 0
	var refused []string
	for _, f := range files[1:] {
		lines(t, f, func(line int, c []string) {
			start, startErr := strconv.Atoi(strings.TrimSuffix(c[3], "-##-##"))
			end, endErr := strconv.Atoi(strings.TrimSuffix(c[4], "-##-##"))
			switch {
			case startErr == nil && endErr == nil && end < start || c[0] == c[2]:
				refused = append(refused, fmt.Sprintf("%s:%d", filepath.Base(f.Name), line))
				return
			case startErr != nil && end >= year, endErr != nil && start <= year:
				possible++
				if startErr != nil && end == year || endErr != nil && start == year {
					certain++
				}
			case startErr == nil && endErr == nil && start <= year && end >= year:
				possible++
				certain++
			}
			rows++
		})
	}
	equal(t, "refused as the rows have it", len(refused), 12)
	equal(t, "ties", len(all.relationships), rows)
	gotPossible, gotCertain := all.holding(t, "", "1950")
	equal(t, "ties that may hold in 1950", gotPossible, possible)
	equal(t, "ties that hold in 1950", gotCertain, certain)
	equal(t, "entities", len(all.entities), 12_554)
	if diff := gocmp.Diff(refused, lineOf(all.refused)); diff != "" {
		t.Errorf("refused lines (-want +got):\n%s", diff)
	}
}

// lineOf cuts errors to file and line.
func lineOf(refused []string) []string {
	var lines []string
	for _, text := range refused {
		lines = append(lines, strings.Join(strings.SplitN(text, ":", 3)[:2], ":"))
	}
	return lines
}

func TestFactsOfYagoAreReadAsTheRowsHaveThem(t *testing.T) {
	files := facts(t, "yago11k")
	all := tell(t, example("yago11k.yaml"), files...)
	rows, backwards := 0, 0
	for _, f := range files[1:] {
		lines(t, f, func(_ int, c []string) {
			rows++
			if widest(c[3], '0') > widest(c[4], '9') {
				backwards++
			}
		})
	}
	const broken = 2
	equal(t, "ends before the start, as the rows have it", backwards, 70)
	equal(t, "refused", len(all.refused), backwards+broken)
	equal(t, "ties", len(all.relationships), rows-backwards-broken)
	equal(t, "entities", len(all.entities), 10_623)
	for _, want := range []string{
		"train.txt:7436:14: start: `307-13047-09`", "train.txt:11454:13: start: `1963-64-65`: month 64",
	} {
		if !strings.Contains(strings.Join(all.refused, "\n"), want) {
			t.Errorf("refused: want one that begins %q", want)
		}
	}
	if got := all.entities["yago-5131"][0].Name("", kg.Always); got != "Fortuna Düsseldorf" {
		t.Errorf("name of yago-5131: got %q, want Fortuna Düsseldorf", got)
	}
}

// widest is the earliest or latest day of a date with unknown digits, as a number.
// Without a date, and where it is broken, it is the earliest of all for 0, else the latest.
func widest(date string, digit byte) int {
	far := 99999999
	if digit == '0' {
		far = -far
	}
	sign := 1
	if strings.HasPrefix(date, "-") {
		sign, date = -1, date[1:]
	}
	year, rest, _ := strings.Cut(date, "-")
	if year == "####" || len(rest) != 5 || rest > "12-31" && rest != "##-##" {
		return far
	}
	month, day := rest[:2], rest[3:]
	n, _ := strconv.Atoi(strings.ReplaceAll(year, "#", string(digit)))
	known := func(s string, low, high int) int {
		if s != "##" {
			number, _ := strconv.Atoi(s)
			return number
		}
		if digit == '0' {
			return low
		}
		return high
	}
	return sign*n*10000 + known(month, 1, 12)*100 + known(day, 1, 31)
}

func TestStatesOfThreeListsRestOnTheirOwn(t *testing.T) {
	folder := realdata.Folder(t, "states")
	var files []formats.File
	rows, codes := 0, map[string]map[string]bool{}
	for _, name := range []string{"states_ISD.csv", "states_GW.csv", "states_GGO.csv"} {
		path := filepath.Join(folder, name)
		files = append(files, onDisk(path))
		raw(t, path, func(row []string) {
			rows++
			if codes[row[0]] == nil {
				codes[row[0]] = map[string]bool{}
			}
			codes[row[0]][name] = true
		})
	}
	all := tell(t, example("states.yaml"), files...)
	want := []string{"states_ISD.csv:2:13: start: `0006-1815`"}
	if len(all.refused) != 1 || !strings.HasPrefix(all.refused[0], want[0]) {
		t.Errorf("refused: got %q, want one that begins %q", all.refused, want[0])
	}
	equal(t, "rows", rows, 1124)
	equal(t, "codes", len(all.entities), len(codes))
	items, inTwo := 0, 0
	for _, of := range all.entities {
		items += len(of)
		sources := map[kg.ID]bool{}
		for _, e := range of {
			sources[e.Sources[0]] = true
		}
		if len(sources) > 1 {
			inTwo++
		}
	}
	equal(t, "items about states", items, rows-1)
	overlapping := 0
	for _, lists := range codes {
		if len(lists) > 1 {
			overlapping++
		}
	}
	equal(t, "states in two lists or more", inTwo, overlapping)
	equal(t, "sources", len(all.sources), 3)
	checkBounds(t, all)
}

// checkBounds looks at how the lists write what lies beyond them.
func checkBounds(t *testing.T, all *told) {
	t.Helper()
	afghanistan := map[kg.ID]kg.Written{}
	for _, e := range all.entities["state-AFG"] {
		if _, there := afghanistan[e.Sources[0]]; !there {
			afghanistan[e.Sources[0]] = e.Validity.Written
		}
	}
	want := kg.Written{EDTF: "/1888-12-30", AttestedFrom: "1816-01-01"}
	if diff := gocmp.Diff(want, afghanistan["states-GW"]); diff != "" {
		t.Errorf("Afghanistan before 1816, by GW (-want +got):\n%s", diff)
	}
	ongoing, attested := 0, 0
	for _, of := range all.entities {
		for _, e := range of {
			switch {
			case strings.HasSuffix(e.Validity.EDTF, "/.."):
				ongoing++
			case e.Validity.AttestedUntil >= "2016-12-31":
				attested++
			}
		}
	}
	equal(t, "without an end", ongoing, 194)
	equal(t, "there when the list ends", attested, 174+195)
}

func TestTermsOfLegislatorsAreReadAsTheListHasThem(t *testing.T) {
	folder := realdata.Folder(t, "us_legislators")
	var files []formats.File
	const day = "2026-01-15"
	terms, house, parties, scheduled := 0, 0, 0, 0
	people := map[string]bool{}
	for _, name := range []string{"legislators-current.yaml", "executive.yaml"} {
		files = append(files, onDisk(filepath.Join(folder, name)))
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		var list []struct {
			ID    struct{ Bioguide, Govtrack string }
			Terms []struct{ Type, Start, End, Party string }
		}
		if err := yaml.Unmarshal(text, &list); err != nil {
			t.Fatal(err)
		}
		for _, person := range list {
			people[cmp.Or(person.ID.Bioguide, person.ID.Govtrack)] = true
			for _, term := range person.Terms {
				terms++
				if term.End > "2026-06-15" {
					scheduled++
				}
				if term.Party != "" {
					parties++
				}
				if term.Type == "rep" && term.Start <= day && day <= term.End {
					house++
				}
			}
		}
	}
	all := tell(t, example("us_legislators.yaml"), files...)
	equal(t, "refused", len(all.refused), 0)
	equal(t, "terms", terms, 2792+131)
	equal(t, "ties", len(all.relationships), terms+parties)
	got, inAdvance := 0, 0
	w, err := kg.ParseWindow(day, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all.relationships {
		if r.To == "us-house" && r.Validity.Span.Holds(w) == kg.Certain {
			got++
		}
		if r.Type == "holds-seat-in" && r.Validity.Scheduled {
			inAdvance++
		}
	}
	equal(t, "in the House on "+day, got, house)
	equal(t, "terms with an end set in advance", inAdvance, scheduled)
	persons := 0
	for _, e := range all.mentioned {
		if e.Kind == "person" {
			persons++
		}
	}
	equal(t, "people", persons, len(people))
}
