package table

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/formats"
)

// sheetOfExample is the table that the page begins with.
func sheetOfExample() formats.File { return *example("alliances.csv") }

func TestThePageShowsTheExampleAsItIs(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats", "csv.md"))
	if err != nil {
		t.Fatal(err)
	}
	all := tell(t, example("alliances.yaml"), sheetOfExample())
	quoted := map[string]string{"text": strings.Join(all.refused, "\n") + "\n"}
	for language, name := range map[string]string{"csv": "alliances.csv", "yaml": "alliances.yaml"} {
		text, err := os.ReadFile(example(name).Name)
		if err != nil {
			t.Fatal(err)
		}
		quoted[language] = string(text)
	}
	for i, block := range strings.Split(string(page), "```") {
		language, text, _ := strings.Cut(block, "\n")
		if of := quoted[language]; i%2 == 1 && of != "" && !strings.Contains(of, text) {
			t.Errorf("the page quotes\n%s\nwhich is not in\n%s", text, of)
		}
	}
}

func TestTheExampleBecomesWhatThePageSays(t *testing.T) {
	all := tell(t, example("alliances.yaml"), sheetOfExample())
	var got []string
	for _, r := range all.relationships {
		source := "the file"
		if s := all.sources[r.Sources[0]]; s != nil {
			source = s.Title
		}
		got = append(got, strings.Join([]string{
			string(r.From), r.Type, string(r.To), r.Validity.EDTF, string(r.Sign), source,
		}, " "))
	}
	want := []string{
		"state-Avaria alliance state-Brenland 1951-03-12/1964 COOPERATIVE The Avarian Post",
		"state-Avaria alliance state-Brenland 1966/.. COOPERATIVE the file",
		"state-Brenland non-aggression-pact state-Costania 1953-06/ COOPERATIVE Costania Herald",
		"state-Avaria alliance state-Dorvia 1975/.. COOPERATIVE the file",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ties (-want +got):\n%s", diff)
	}
	equal(t, "refused", len(all.refused), 1)
	equal(t, "ties that somebody tells of", len(all.claims), 2)
}

func TestTheGuessOfTheExampleIsAsShownAndReadsIt(t *testing.T) {
	text, err := os.ReadFile(example("alliances.csv").Name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Guess("alliances.csv", strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(example("alliances.guess.yaml").Name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("guess (-want +got):\n%s", diff)
	}
	all := tell(t, example("alliances.guess.yaml"), sheetOfExample())
	equal(t, "ties by the guess", len(all.relationships), 4)
	if !slices.Equal(lineOf(all.refused), []string{"alliances.csv:5"}) {
		t.Errorf("refused by the guess: got %q, want line 5", all.refused)
	}
}
