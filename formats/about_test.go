package formats

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/kg"
)

func TestPairsSayWhatWasAskedFor(t *testing.T) {
	whole := About{
		Title: "Ties of the SDF", Valid: "2026-01-15", AccordingTo: []kg.ID{"sdf", "syria"}, Certainty: kg.Certain,
		Known: 1_700_000_000_000_001, Where: `{"types":["partnership"]}`, Licences: []string{"CC BY 4.0", "ODbL"},
	}
	want := [][2]string{
		{"title", "Ties of the SDF"},
		{"as_of", "2026-01-15"},
		{"known", "2023-11-14T22:13:20.000001Z"},
		{"according_to", "sdf; syria"},
		{"certainty", "CERTAIN"},
		{"where", `{"types":["partnership"]}`},
		{"licences", "CC BY 4.0; ODbL"},
	}
	if diff := cmp.Diff(want, whole.Pairs()); diff != "" {
		t.Errorf("all that can be asked (-want +got):\n%s", diff)
	}
	least := [][2]string{{"known", "1970-01-01T00:00:00Z"}}
	if diff := cmp.Diff(least, About{}.Pairs()); diff != "" {
		t.Errorf("nothing asked (-want +got):\n%s", diff)
	}
}

func TestAnExportOverAllTimeSaysWhenStatusesAreRead(t *testing.T) {
	x := Export{View: kg.View{Valid: kg.Always, Now: 86400}}
	if got, want := x.Pairs()[1], [2]string{"status_at", "1970-01-02T00:00:00Z"}; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	x.View = x.View.During(kg.WindowAt(5))
	if got := len(x.Pairs()); got != 1 {
		t.Errorf("with a time that was asked for: got %d pairs, want known alone", got)
	}
}
