package stix

import (
	"strings"
	"testing"

	"entente/internal/exporttest"
)

func TestTheStartingGraphComesBackAsItWas(t *testing.T) {
	exporttest.ComesBack(t, Format, exporttest.Seed(t))
}

func TestAGraphAsOfADayComesBackAsItWas(t *testing.T) {
	exporttest.ComesBack(t, Format, exporttest.AsOf(t, exporttest.Seed(t), "2025-06-01"))
}

func TestWhatIsWrittenIsTheSameEachTime(t *testing.T) {
	x := exporttest.Seed(t)
	if once := exporttest.Written(t, Format, x); once != exporttest.Written(t, Format, x) {
		t.Error("got two texts for one export, want one")
	}
}

func TestTheExampleOfThePageIsReadAsThePageSays(t *testing.T) {
	got := exporttest.Read(t, Format, exporttest.Disk("../../docs/formats/examples/stix/harbour.stix.json"))
	exporttest.Graph(t, got) // it can be written
	named := strings.NewReplacer(
		"identity--"+example+"2", "Institute", "intrusion-set--"+example+"3", "Heron", "malware--"+example+"4", "Reed",
		"location--"+example+"5", "harbour", "relationship--"+example+"6", "the first tie")
	exporttest.OnPage(t, "../../docs/formats/stix.md", strings.Split(named.Replace(said(got)), "; "))
}

// example is how all ids of the example begin behind their types.
const example = "0c5b7d2e-7f0a-4a57-9d3c-1f2f6a0f9b0"
