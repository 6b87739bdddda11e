package ftm

import (
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
	got := exporttest.Read(t, Format, exporttest.Disk("../../docs/formats/examples/ftm/mill.ftm.json"))
	exporttest.Graph(t, got) // it can be written
	exporttest.OnPage(t, "../../docs/formats/ftm.md", said(got))
}
